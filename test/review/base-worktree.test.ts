import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { baseWorktree } from '../../lib/review/synthesize/base-worktree';

let head: string;
const git = (args: readonly string[], environment: NodeJS.ProcessEnv = {}) =>
  execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@example.com', ...args], {
    cwd: head,
    env: { ...process.env, ...environment },
  });

beforeEach(() => {
  head = mkdtempSync(join(tmpdir(), 'base-'));
  git(['init', '--quiet']);
  // With packages in it, so that nothing is installed.
  mkdirSync(join(head, 'node_modules'));
  writeFileSync(join(head, 'node_modules', 'one'), '');
  git(['add', '--force', '.']);
});
afterEach(() => rmSync(head, { recursive: true }));

test.each([
  ['of the day of its commit, wherever that was made', '2026-03-01T23:30:00-05:00', '2026-03-02'],
  ['of today, where a clock that was wrong wrote a later day', '2026-12-01T12:00:00Z', '2026-11-30'],
])('the base is synthesized as %s', async (_, GIT_COMMITTER_DATE, expected) => {
  git(['commit', '--quiet', '-m', 'one'], { GIT_COMMITTER_DATE });
  const { day, remove } = await baseWorktree('HEAD', { head, into: join(head, 'into'), today: '2026-11-30' });
  await remove();
  expect(day).toBe(expected);
});
