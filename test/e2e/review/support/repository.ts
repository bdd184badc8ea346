import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inProject } from '../../../../emulator/paths';
import { type Reviewed, runReview } from './run-review';

/** A repository of its own with the project's files, for branches that do things. */
export interface Repository {
  readonly folder: string;
  git(...args: readonly string[]): string;
  /** Changes the text of a file; it must change. */
  edit(file: string, change: (text: string) => string): void;
  /** @param date when, as git writes it. @default - now */
  commit(date?: string): void;
  /** Back to how it was made. */
  reset(): void;
  /** @default - against `main` */
  review(...args: readonly string[]): Promise<Reviewed>;
  remove(): void;
}

/** A new repository whose only commit, `main`, is the project as it is. */
export function repository(): Repository {
  mkdirSync(inProject('build'), { recursive: true });
  const folder = mkdtempSync(inProject('build', 'repository-'));
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: inProject(),
    encoding: 'utf8',
  });
  for (const file of listed.split('\0').filter((name) => name !== '' && existsSync(inProject(name)))) {
    mkdirSync(join(folder, dirname(file)), { recursive: true });
    cpSync(inProject(file), join(folder, file));
  }
  symlinkSync(inProject('node_modules'), join(folder, 'node_modules'));
  // A template that was validated once is not validated again.
  mkdirSync(inProject('build', 'validated'), { recursive: true });
  mkdirSync(join(folder, 'build'));
  symlinkSync(inProject('build', 'validated'), join(folder, 'build', 'validated'));
  const author = ['-c', 'user.name=test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false'];
  const git = (...args: readonly string[]) =>
    execFileSync('git', [...author, ...args], { cwd: folder, encoding: 'utf8' });
  git('init', '--quiet', '--initial-branch=main');
  writeFileSync(join(folder, '.git', 'info', 'exclude'), 'node_modules\nbuild\n');
  const commit = (date?: string) => {
    git('add', '--all');
    execFileSync('git', [...author, 'commit', '--quiet', '--message', 'change'], {
      cwd: folder,
      // There is no option for the committer's date.
      env: { ...process.env, ...(date === undefined ? {} : { GIT_COMMITTER_DATE: date }) },
    });
  };
  commit();
  const first = git('rev-parse', 'HEAD').trim();
  return {
    folder,
    git,
    commit,
    reset: () => {
      git('checkout', '--quiet', '--force', '-B', 'main', first);
      git('clean', '--quiet', '--force', '-d');
    },
    edit: (file, change) => {
      const path = join(folder, file);
      const before = existsSync(path) ? readFileSync(path, 'utf8') : '';
      const after = change(before);
      if (after === before) {
        throw new Error(`expected a change of ${file}`);
      }
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, after);
    },
    review: (...args) => runReview([...(args.includes('--base') ? [] : ['--base', 'main']), ...args], folder),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A row of production, or of all environments that keep their secret, with a break-glass role. */
export function withBreakGlass(rows: string, name = 'production'): string {
  return rows.replace(
    `    name: '${name}',`,
    `    name: '${name}',\n    breakGlassRoleArns: ['arn:aws:iam::111122223333:role/ops/BreakGlass'],`,
  );
}

/** Rows of which one breaks a rule from 2020-01-02 on: a reader's time is over. */
export function withExpiredReader(rows: string): string {
  const reader =
    "{ arn: 'arn:aws:iam::111122223333:role/old', reason: 'until the move is done', expires: '2020-01-01' }";
  return rows.replace("    name: 'staging',", `    name: 'staging',\n    transitionReaders: [${reader}],`);
}
