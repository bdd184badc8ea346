import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';

/** Who else may see a file with secrets, and how to mend it; one line for each finding. */
export function exposuresOf(path: string): readonly string[] {
  const file = resolve(path);
  return [...readableByOthers(file), ...trackedByGit(file)];
}

function readableByOthers(file: string): readonly string[] {
  const open = (statSync(file).mode & 0o077) !== 0 && process.platform !== 'win32';
  return open ? [`${file} can be read by other users of this machine: chmod 600 ${quoted(file)}`] : [];
}

function trackedByGit(file: string): readonly string[] {
  try {
    execFileSync('git', ['ls-files', '--error-unmatch', '--', basename(file)], { cwd: dirname(file), stdio: 'ignore' });
  } catch {
    // Not tracked, no repository, or no git.
    return [];
  }
  return [
    `${file} is tracked by git: git rm --cached ${quoted(file)}, add it to .gitignore, and if it was ever pushed, rotate what it holds (the history keeps it)`,
  ];
}

function quoted(file: string): string {
  return /^[\w./-]+$/.test(file) ? file : `'${file.replaceAll("'", "'\\''")}'`;
}
