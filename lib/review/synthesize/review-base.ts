import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../project-root';
import { NotComparable } from '../not-comparable';
import type { Options } from '../options';
import { type BaseWorktree, baseWorktree } from './base-worktree';
import { run } from './run';
import { synthesize, UNVALIDATED } from './synthesize';

/** What the judge said. */
export interface Judged {
  readonly exitCode: 0 | 1;
  readonly output: string;
}

/**
 * Synthesizes `base` and the working tree, and has the base's own review judge both; this one where the base has none.
 * @throws NotComparable where the head does not synthesize, or the judge does not answer.
 */
export async function reviewBase(base: string, options: Options): Promise<Judged> {
  const head = projectRoot();
  mkdirSync(join(head, 'build'), { recursive: true });
  const into = mkdtempSync(join(head, 'build', 'review-'));
  let worktree: BaseWorktree | undefined;
  try {
    worktree = await baseWorktree(base, { head, into, today: options.today });
    return await synthesizedAndJudged(worktree, { head, into, base }, options);
  } finally {
    await worktree?.remove();
    rmSync(into, { recursive: true, force: true });
  }
}

async function synthesizedAndJudged(
  { folder, commit, day }: BaseWorktree,
  { head, into, base }: { readonly head: string; readonly into: string; readonly base: string },
  { today, format }: Options,
): Promise<Judged> {
  // Nobody deploys the base: what it says is compared, whatever validation would say of it, and as of its own day, because
  // the change that takes an expired reader out could not be compared with it later.
  const [before, after] = await Promise.all([
    synthesize(folder, into, day, UNVALIDATED),
    synthesize(head, into, today),
  ]);
  if ('failed' in after) {
    throw new NotComparable(`the working tree does not synthesize:\n${after.failed}`);
  }
  if ('failed' in before) {
    process.stderr.write(`the base does not synthesize, so that everything is judged as new:\n${before.failed}\n`);
  }
  const program = join('bin', 'kaizencoach-review.mjs');
  const judge = existsSync(join(folder, program)) ? folder : head;
  const args = [
    ...['--assemblies', 'failed' in before ? NOTHING : before.assembly, after.assembly],
    ...['--sources', folder, head, '--today', today],
    ...['--compared', `${base} ${commit.slice(0, 7)} → working tree`],
    ...(format === 'terminal' ? [] : [`--${format}`]),
  ];
  const { exitCode, stdout, stderr } = await run(process.execPath, [program, ...args], judge);
  if ((exitCode !== 0 && exitCode !== 1) || stdout.trim() === '') {
    throw new NotComparable(
      `the review of ${judge === folder ? 'the base' : 'this working tree'} could not compare: ${stderr.trim()}`,
    );
  }
  return { exitCode, output: stdout };
}

/** Stands for an assembly that there is none of. */
export const NOTHING = '-';
