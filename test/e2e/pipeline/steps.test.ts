import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { inProject } from '../../../emulator/paths';
import { ENVIRONMENTS } from '../../../lib/environments/rows';
import { type Repository, repository } from '../review/support/repository';
import { Job, type StepEnd } from './support/run-step';
import { scriptSteps } from './support/workflow-steps';

/** Steps that are the tests, or get the packages and what is known of them from npm's registry. */
const INSTALL_OR_TEST = /: (Install|Install the base's packages|Test|Test with npm's node package|Audit)$/;

/** How far each of the others was run here. */
const ran = new Map<string, 'whole' | 'GitHub: its answers were put' | 'AWS: up to the first call'>();

let change: Repository;
let folder: string;
const job = (name: string) => new Job(join(folder, name));

beforeAll(() => {
  folder = mkdtempSync(inProject('build', 'steps-'));
  change = repository();
  change.git('switch', '--quiet', '--create', 'change');
  change.edit('lib/environments/rows.ts', (text) => text.replace('\n];', "\n  demo('eve'),\n];"));
  change.commit();
  change.git('switch', '--quiet', '--detach', 'main');
  change.git('merge', '--quiet', '--no-ff', '--message', 'merge', 'change');
});
afterAll(() => {
  change.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** The files of the change, merged, with packages, as the workspace of a job. */
function checkedOut(name: string): Job {
  const made = job(name);
  change.git('-c', 'advice.detachedHead=false', 'clone', '--quiet', change.folder, made.workspace);
  symlinkSync(inProject('node_modules'), join(made.workspace, 'node_modules'));
  return made;
}

const ENVIRONMENT = { 'inputs.environment': 'staging' };

/** A step that asks AWS: without credentials it says so, and had understood all that it was told. */
function expectNoCredentials({ exitCode, log }: StepEnd): void {
  expect(exitCode).not.toBe(0);
  expect(log).toMatch(/credentials|Unable to resolve AWS account/i);
}

test('a pull request: the change is synthesized without rights, and judged by the base as data', () => {
  // GIVEN
  const head = checkedOut('head');
  const bench = 'pull-request.yml head: Compare the figures that need no measuring with their bounds';
  expect(head.run(bench)).toMatchObject({ exitCode: 0 });
  ran.set(bench, 'whole');
  const synthesize = 'pull-request.yml head: Synthesize';
  expect(head.run(synthesize)).toMatchObject({ exitCode: 0 });
  ran.set(synthesize, 'whole');

  const review = job('review');
  change.git('-c', 'advice.detachedHead=false', 'clone', '--quiet', change.folder, join(review.workspace, 'head'));
  const base = 'pull-request.yml review: Check out the base, which the change was merged into';
  expect(review.run(base)).toMatchObject({ exitCode: 0 });
  ran.set(base, 'whole');
  symlinkSync(inProject('node_modules'), join(review.workspace, 'base', 'node_modules'));
  const synthesizeBase = 'pull-request.yml review: Synthesize the base';
  expect(review.run(synthesizeBase)).toMatchObject({ exitCode: 0 });
  ran.set(synthesizeBase, 'whole');
  cpSync(join(head.workspace, 'build', 'assembly'), join(review.temporary, 'head-assembly'), { recursive: true });

  // WHEN
  const judge = 'pull-request.yml review: Judge';
  const judged = review.run(judge);
  ran.set(judge, 'whole');

  // THEN
  expect([0, 1]).toContain(judged.exitCode);
  expect(review.left('page.md')).toContain('<!-- kaizencoach-review -->');
  expect(review.left('page.md')).toContain('the base → this change');
  expect(review.left('page.md')).toContain('**The stack `DemoEveStack` is new, with everything in it.**');
  expect(review.left('page.md')).toContain('| staging     | no change |');

  const show = 'pull-request.yml review: Show the page in the summary';
  expect(review.run(show).summary).toBe(review.left('page.md'));
  ran.set(show, 'whole');

  const comment = 'pull-request.yml review: Show the page as one comment';
  const expressions = { 'github.token': 'none', 'github.event.pull_request.number': '7' };
  expect(review.run(comment, expressions).calls).toContain(
    '--method POST repos/sample-owner/sample-name/issues/7/comments --field body=@',
  );
  expect(review.run(comment, expressions, { says: '42\n', ends: '0' }).calls).toContain(
    '--method PATCH repos/sample-owner/sample-name/issues/comments/42 --field body=@',
  );
  expect(review.run(comment, expressions, { says: '', ends: '1' }).exitCode).toBe(1);
  ran.set(comment, 'GitHub: its answers were put');
});

test('a review that could not compare says so on the page, and leaves no older one standing', () => {
  const review = job('not-compared');
  const { exitCode, summary } = review.run('pull-request.yml review: Show the page in the summary');
  expect(exitCode).toBe(0);
  expect(summary).toContain('<!-- kaizencoach-review -->\n\n**Could not compare.**');
});

test('a deployment: the row tells what to deploy, with which roles', () => {
  const deploy = checkedOut('deploy');
  const read = 'deploy.yml deploy: Read the row';
  expect(deploy.run(read, ENVIRONMENT).outputs).toBe(
    'stack=StagingStack\nregion=eu-west-1\naccount=\n' +
      'deploy-role=staging-kaizencoach-pipeline-deploy\n' +
      'verify-role=staging-kaizencoach-pipeline-verify\n' +
      'review-role=staging-kaizencoach-pipeline-review\n',
  );
  ran.set(read, 'whole');
  expect(deploy.run(read, { 'inputs.environment': 'nowhere' }).exitCode).not.toBe(0);

  const synthesize = 'deploy.yml deploy: Synthesize, before the role is taken on';
  expect(deploy.run(synthesize)).toMatchObject({ exitCode: 0 });
  ran.set(synthesize, 'whole');

  const step = 'deploy.yml deploy: Deploy';
  expectNoCredentials(deploy.run(step, { 'steps.row.outputs.stack': 'StagingStack' }));
  ran.set(step, 'AWS: up to the first call');

  const verify = 'deploy.yml verify: Verify that the app runs with what is stored';
  expectNoCredentials(deploy.run(verify, ENVIRONMENT));
  ran.set(verify, 'AWS: up to the first call');
  // What it may not look at is no problem to it, and not fine either.
  const examine = 'deploy.yml verify: Examine the environment';
  expect(deploy.run(examine, ENVIRONMENT).log).toContain('not checked');
  ran.set(examine, 'AWS: up to the first call');
  expect(deploy.run('deploy.yml verify: Read the row', ENVIRONMENT).exitCode).toBe(0);
  ran.set('deploy.yml verify: Read the row', 'whole');
});

test('a deployment: deployed/<environment> is made, or moved where it is', () => {
  const record = job('record');
  const move = 'deploy.yml record: Move deployed/<environment>';
  const expressions = { ...ENVIRONMENT, 'github.token': 'none' };
  const commit = '0123456789abcdef0123456789abcdef01234567';
  expect(record.run(move, expressions).calls).toContain(
    `--method PATCH repos/sample-owner/sample-name/git/refs/heads/deployed/staging --raw-field sha=${commit} --field force=true`,
  );
  expect(record.run(move, expressions, { says: '', ends: '1' }).calls).toContain(
    `--method POST repos/sample-owner/sample-name/git/refs --raw-field ref=refs/heads/deployed/staging --raw-field sha=${commit}`,
  );
  ran.set(move, 'GitHub: its answers were put');
});

test('a release: the page has a fingerprint, and only the page that was read lets it go on', () => {
  const review = checkedOut('review-deployed');
  expect(review.run('review-deployed.yml review: Read the row', ENVIRONMENT).exitCode).toBe(0);
  ran.set('review-deployed.yml review: Read the row', 'whole');
  const look = review.run('review-deployed.yml review: Review', ENVIRONMENT);
  expect(look).toMatchObject({ exitCode: 2, log: expect.stringContaining('the stack StagingStack cannot be read') });
  ran.set('review-deployed.yml review: Review', 'AWS: up to the first call');

  const show = 'review-deployed.yml review: Show the page in the summary, with its fingerprint';
  expect(review.run(show)).toMatchObject({ exitCode: 1, outputs: '', summary: expect.stringContaining('Could not') });
  review.leave('page.md', 'A page.\n');
  const { outputs, summary } = review.run(show);
  const [, fingerprint = ''] = /^fingerprint=([0-9a-f]{16})\n$/.exec(outputs) ?? [];
  expect(summary).toBe(`A page.\n\nFingerprint of this page: \`${fingerprint}\`\n`);
  expect(review.run(show).outputs).toBe(outputs);
  review.leave('page.md', 'Changed.\n');
  expect(review.run(show).outputs).not.toBe(outputs);
  ran.set(show, 'whole');

  const compare = 'release.yml approved: Compare the fingerprints';
  const compared = (read: string) =>
    review.run(compare, { 'inputs.fingerprint': read, 'needs.page.outputs.fingerprint': fingerprint });
  expect(compared(fingerprint).exitCode).toBe(0);
  expect(compared('')).toMatchObject({ exitCode: 1, log: expect.stringContaining(`again with ${fingerprint}`) });
  expect(compared('0'.repeat(16)).exitCode).toBe(1);
  ran.set(compare, 'whole');
});

test('a week: every row of the change is looked at', () => {
  const weekly = checkedOut('weekly');
  const names = [...ENVIRONMENTS.map(({ name }) => name), 'eve'];
  const read = 'weekly.yml environments: Read the rows';
  expect(weekly.run(read).outputs).toBe(`names=${JSON.stringify(names)}\n`);
  ran.set(read, 'whole');
});

test('every step that runs a script was run, but those that install or test', () => {
  const titles = scriptSteps().map(({ title }) => title);
  const rows = titles.map((title) => [
    title,
    ran.get(title) ?? (INSTALL_OR_TEST.test(title) ? 'not run' : 'FORGOTTEN'),
  ]);
  process.stdout.write(`${rows.map(([title = '', how]) => `${title.padEnd(84)} ${how}`).join('\n')}\n`);
  expect(rows.filter(([, how]) => how === 'FORGOTTEN')).toEqual([]);
  expect([...ran.keys()].filter((title) => !titles.includes(title))).toEqual([]);
});
