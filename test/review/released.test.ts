import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { acceptancesSinceDeployment } from '../../lib/review/deployed/released';

const REASON = 'a break-glass role for emergencies';
let repository: string;

const git = (...args: readonly string[]) =>
  execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@example.com', ...args], { cwd: repository });
const acceptance = (environment: string, digit: string) => ({
  gate: 'access.reader',
  environment,
  finding: digit.repeat(32),
  reason: REASON,
  until: '2026-06-30',
});
const accepting = (...entries: readonly object[]) => {
  writeFileSync(join(repository, 'review', 'acceptances.json'), JSON.stringify(entries));
};

beforeEach(() => {
  repository = mkdtempSync(join(tmpdir(), 'released-'));
  mkdirSync(join(repository, 'review'));
  git('init', '--quiet');
  accepting(acceptance('staging', 'a'));
  git('add', '.');
  git('commit', '--quiet', '-m', 'before');
});
afterEach(() => rmSync(repository, { recursive: true }));

test('what was accepted before the deployment does not count for a release, nor what another environment accepted', async () => {
  git('branch', 'deployed/staging');
  accepting(acceptance('staging', 'a'), acceptance('staging', 'b'), acceptance('production', 'c'));
  expect(await acceptancesSinceDeployment('staging', repository)).toEqual([acceptance('staging', 'b')]);
});

test('what was changed by hand can be accepted, by the name that the page gives it', async () => {
  git('branch', 'deployed/staging');
  const byHand = { ...acceptance('staging, changed by hand', 'd'), of: 'release' };
  accepting(byHand, acceptance('production, changed by hand', 'e'));
  expect(await acceptancesSinceDeployment('staging', repository)).toEqual([byHand]);
});

test('without the ref of an environment nobody says that nothing was accepted', async () => {
  expect(await acceptancesSinceDeployment('staging', repository)).toBeUndefined();
});

test('a ref that only the remote has is taken', async () => {
  git('update-ref', 'refs/remotes/origin/deployed/staging', 'HEAD');
  expect(await acceptancesSinceDeployment('staging', repository)).toEqual([]);
});

test('a branch that stayed behind here does not bring back what was accepted before the deployment that origin knows of', async () => {
  git('update-ref', 'refs/remotes/origin/deployed/staging', 'HEAD');
  accepting();
  git('commit', '--quiet', '--all', '-m', 'without');
  git('branch', 'deployed/staging');
  accepting(acceptance('staging', 'a'));
  expect(await acceptancesSinceDeployment('staging', repository)).toEqual([]);
});

test('where there was no such list, all of it was accepted since', async () => {
  git('rm', '--quiet', '--cached', 'review/acceptances.json');
  git('commit', '--quiet', '--allow-empty', '-m', 'without a list');
  git('branch', 'deployed/staging');
  expect(await acceptancesSinceDeployment('staging', repository)).toEqual([acceptance('staging', 'a')]);
});

test.each([
  ['the list is there and git cannot give it, as in a clone without files', 'HEAD:review/acceptances.json'],
  ['git cannot say whether there was a list', 'HEAD^{tree}'],
])('where %s, that is no answer', async (_, lost) => {
  git('branch', 'deployed/staging');
  const object = git('rev-parse', lost).toString().trim();
  rmSync(join(repository, '.git', 'objects', object.slice(0, 2), object.slice(2)));
  await expect(acceptancesSinceDeployment('staging', repository)).rejects.toThrow('review/acceptances.json');
});

test('a tag of the same name, which whoever may push makes, does not bring back what was accepted before', async () => {
  accepting();
  git('commit', '--quiet', '--all', '-m', 'without');
  git('tag', 'deployed/staging');
  git('tag', 'origin/deployed/staging');
  git('update-ref', 'refs/remotes/origin/deployed/staging', 'HEAD^');
  accepting(acceptance('staging', 'a'));
  expect(await acceptancesSinceDeployment('staging', repository)).toEqual([]);
});
