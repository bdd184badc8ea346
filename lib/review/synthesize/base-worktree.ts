import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { NotComparable } from '../not-comparable';
import { run } from './run';

/** The base, in a folder of its own. */
export interface BaseWorktree {
  readonly folder: string;
  /** Full name of its commit. */
  readonly commit: string;
  /** Day as of which it is synthesized: the commit's, `YYYY-MM-DD`, UTC; today's where that is said to be later. */
  readonly day: string;
  remove(): Promise<void>;
}

/**
 * Checks `ref` of the repository around `head` out into a new folder below `into`, with packages.
 * @throws NotComparable where there is no such commit, or its packages cannot be installed.
 */
export async function baseWorktree(
  ref: string,
  { head, into, today }: { readonly head: string; readonly into: string; readonly today: string },
): Promise<BaseWorktree> {
  const commit = await commitOf(ref, head);
  const folder = join(into, 'base');
  const { exitCode, stderr } = await run('git', ['worktree', 'add', '--detach', '--force', folder, commit], head);
  if (exitCode !== 0) {
    throw new NotComparable(`the base could not be checked out: ${stderr.trim()}`);
  }
  const remove = async () => {
    await run('git', ['worktree', 'remove', '--force', folder], head);
  };
  try {
    await installPackages(folder, head);
  } catch (error) {
    await remove();
    throw error;
  }
  const day = await dayOf(commit, head);
  return { folder, commit, day: day < today ? day : today, remove };
}

/** A ref that begins with a hyphen would be read as an option. */
async function commitOf(ref: string, head: string): Promise<string> {
  const { exitCode, stdout } = await run(
    'git',
    ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`],
    head,
  );
  const commit = stdout.trim();
  if (exitCode !== 0 || !/^[0-9a-f]{40,64}$/.test(commit)) {
    throw new NotComparable(`there is no commit ${JSON.stringify(ref)}; see: git branch --all`);
  }
  return commit;
}

async function dayOf(commit: string, head: string): Promise<string> {
  const args = ['show', '--no-patch', '--format=%cd', '--date=format-local:%Y-%m-%d', commit];
  const { stdout } = await run('git', args, head, { TZ: 'UTC' });
  return stdout.trim();
}

/** The same lock gives the same packages: they are shared. Another one is installed, which needs the network or npm's cache. */
async function installPackages(folder: string, head: string): Promise<void> {
  const lock = (of: string) =>
    existsSync(join(of, 'package-lock.json')) ? readFileSync(join(of, 'package-lock.json'), 'utf8') : '';
  if (existsSync(join(folder, 'node_modules'))) {
    return;
  }
  if (lock(folder) === lock(head) && existsSync(join(head, 'node_modules'))) {
    symlinkSync(join(head, 'node_modules'), join(folder, 'node_modules'));
    return;
  }
  const { exitCode, stderr } = await run(
    'npm',
    ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'],
    folder,
  );
  if (exitCode !== 0) {
    throw new NotComparable(
      `the base’s packages could not be installed: ${stderr.trim().split('\n').slice(-5).join('\n')}`,
    );
  }
}
