import { ENVIRONMENTS } from '../../../lib/environments/rows';
import { handOn, install, MergedChange } from './support/merged-change';
import { NotedSteps } from './support/noted-steps';
import { scriptSteps } from './support/workflow-steps';

let merged: MergedChange;
const steps = new NotedSteps();
beforeAll(() => {
  merged = new MergedChange();
});
afterAll(() => merged.remove());

const ENVIRONMENT = { 'inputs.environment': 'staging' };

test('a pull request: the change is synthesized without rights, and judged by the base as data', () => {
  // GIVEN
  const head = merged.checkedOut('head');
  const bench = 'pull-request.yml head: Compare the figures that need no measuring with their bounds';
  expect(steps.run('whole', head, bench)).toMatchObject({ exitCode: 0 });
  expect(steps.run('whole', head, 'pull-request.yml head: Synthesize')).toMatchObject({ exitCode: 0 });

  const review = merged.cloned('review', 'head');
  const base = 'pull-request.yml review: Check out the base, which the change was merged into';
  expect(steps.run('whole', review, base)).toMatchObject({ exitCode: 0 });
  install(review, 'base');
  expect(steps.run('whole', review, 'pull-request.yml review: Synthesize the base')).toMatchObject({ exitCode: 0 });
  handOn(head, review, 'head-assembly');

  // WHEN
  const judged = steps.run('whole', review, 'pull-request.yml review: Judge');

  // THEN
  expect([0, 1]).toContain(judged.exitCode);
  expect(review.left('page.md')).toContain('<!-- kaizencoach-review -->');
  expect(review.left('page.md')).toContain('the base → this change');
  expect(review.left('page.md')).toContain('**The stack `DemoEveStack` is new, with everything in it.**');
  expect(review.left('page.md')).toContain('| staging     | no change |');

  const show = 'pull-request.yml review: Show the page in the summary';
  expect(steps.run('whole', review, show).summary).toBe(review.left('page.md'));

  const comment = (gh?: { readonly says: string; readonly ends: string }) =>
    steps.run(
      'GitHub: its answers were put',
      review,
      'pull-request.yml review: Show the page as one comment',
      { 'github.token': 'none', 'github.event.pull_request.number': '7' },
      gh,
    );
  expect(comment().calls).toContain('--method POST repos/sample-owner/sample-name/issues/7/comments --field body=@');
  expect(comment({ says: '42\n', ends: '0' }).calls).toContain(
    '--method PATCH repos/sample-owner/sample-name/issues/comments/42 --field body=@',
  );
  expect(comment({ says: '', ends: '1' }).exitCode).toBe(1);
});

const OF_BASES = ['pull-request.yml review: Synthesize the base', 'deploy.yml judge: Synthesize what runs'];

test('a base whose reader has expired since is compared: the change that takes the reader out could not be, otherwise', () => {
  const job = merged.withExpiredReader('expired');
  for (const title of OF_BASES) {
    expect({ title, ...job.run(title) }).toMatchObject({ title, exitCode: 0 });
  }
});

// Not a script of the project's: a base from before it would have none, and nothing would be deployed any more.
test('a base is synthesized in one way, for a pull request and for a deployment', () => {
  const [one, ...others] = scriptSteps()
    .filter(({ title }) => OF_BASES.includes(title))
    .map(({ title: _, ...step }) => step);
  expect(others).toEqual([one]);
});

test('a review that could not compare says so on the page, and leaves no older one standing', () => {
  const review = merged.job('not-compared');
  const { exitCode, summary } = review.run('pull-request.yml review: Show the page in the summary');
  expect(exitCode).toBe(0);
  expect(summary).toContain('<!-- kaizencoach-review -->\n\n**Could not compare.**');
});

test('a release: the page has a fingerprint, and only the page that was read lets it go on', () => {
  const review = merged.checkedOut('review-deployed');
  expect(steps.run('whole', review, 'review-deployed.yml review: Read the row', ENVIRONMENT).exitCode).toBe(0);
  const look = steps.run('AWS: up to the first call', review, 'review-deployed.yml review: Review', {
    ...ENVIRONMENT,
    "inputs.drift && '--drift' || ''": '--drift',
  });
  expect(look).toMatchObject({ exitCode: 2, log: expect.stringContaining('the stack StagingStack cannot be read') });

  const title = 'review-deployed.yml review: Show the page in the summary, with its fingerprint';
  const show = () => steps.run('whole', review, title);
  expect(show()).toMatchObject({ exitCode: 1, outputs: '', summary: expect.stringContaining('Could not') });
  review.leave('page.md', 'A page.\n');
  const { outputs, summary } = show();
  const [, fingerprint = ''] = /^fingerprint=([0-9a-f]{16})\n$/.exec(outputs) ?? [];
  expect(summary).toBe(`A page.\n\nFingerprint of this page: \`${fingerprint}\`\n`);
  expect(show().outputs).toBe(outputs);
  review.leave('page.md', 'Changed.\n');
  expect(show().outputs).not.toBe(outputs);

  const compare = 'release.yml approved: Compare the fingerprints';
  const compared = (read: string) =>
    steps.run('whole', review, compare, {
      'inputs.fingerprint': read,
      'needs.page.outputs.fingerprint': fingerprint,
    });
  expect(compared(fingerprint).exitCode).toBe(0);
  expect(compared('')).toMatchObject({ exitCode: 1, log: expect.stringContaining(`again with ${fingerprint}`) });
  expect(compared('0'.repeat(16)).exitCode).toBe(1);
});

test('a week: every row of the change is looked at', () => {
  const weekly = merged.checkedOut('weekly');
  const names = [...ENVIRONMENTS.map(({ name }) => name), 'eve'];
  const read = 'weekly.yml environments: Read the rows';
  expect(steps.run('whole', weekly, read).outputs).toBe(`names=${JSON.stringify(names)}\n`);
});

test('every step of these workflows that runs a script was run, but those that install or test', () => {
  steps.expectAllOf(/^(?!deploy\.yml )/);
});
