import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import type { Output } from '../rendering/output';
import { quoted } from '../rendering/quoted';
import { lines, toned } from '../rendering/view';

/** Who else may see a file with secrets, and how to mend it; one line for each finding. */
export function exposuresOf(path: string): readonly string[] {
  const file = resolve(path);
  // What another program writes into a pipe stays nowhere.
  return statSync(file).isFIFO() ? [] : [...readableByOthers(file), ...seenByGit(file)];
}

/** Warns of what `exposuresOf` finds, and gives it. */
export function warnOfExposure(path: string, output: Output): readonly string[] {
  const exposures = exposuresOf(path);
  for (const exposure of exposures) {
    output.note(lines(toned('warning', `warning: ${exposure}`)));
  }
  return exposures;
}

function readableByOthers(file: string): readonly string[] {
  const open = (statSync(file).mode & 0o077) !== 0 && process.platform !== 'win32';
  return open ? [`${file} can be read by other users of this machine: chmod 600 ${quoted(file)}`] : [];
}

function seenByGit(file: string): readonly string[] {
  if (git(file, 'ls-files', '--error-unmatch') === 0) {
    return [
      `${file} is tracked by git: git -C ${quoted(dirname(file))} rm --cached ${quoted(basename(file))}, add it to .gitignore, and if it was ever pushed, rotate what it holds (the history keeps it)`,
    ];
  }
  // 0: ignored; 1: not ignored; else: no repository, or no git (git-check-ignore, exit status).
  return git(file, 'check-ignore', '--quiet') === 1
    ? [
        `${file} is not ignored by git: a name such as staging-secrets.json or google.key, or the folder .keys/, is ignored here`,
      ]
    : [];
}

/** What a repository's own configuration could make git run, switched off. */
const RUNS_NOTHING = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', '-c', 'core.pager=cat'];

/** Asks git about a file, with nothing of our environment but where programs and the person's settings are. */
function git(file: string, command: string, option: string): number | null {
  const { PATH, HOME, XDG_CONFIG_HOME } = process.env;
  const args = [...RUNS_NOTHING, command, option, '--', basename(file)];
  const env = { PATH, HOME, XDG_CONFIG_HOME, GIT_OPTIONAL_LOCKS: '0', GIT_NO_LAZY_FETCH: '1', GIT_ALLOW_PROTOCOL: '' };
  return spawnSync('git', args, { cwd: dirname(file), stdio: 'ignore', env }).status;
}
