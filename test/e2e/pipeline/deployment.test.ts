import { mkdirSync, readFileSync, rmdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { handOn, install, MergedChange } from './support/merged-change';
import { expectNoCredentials, NotedSteps } from './support/noted-steps';
import type { Job } from './support/run-step';

let merged: MergedChange;
const steps = new NotedSteps();
beforeAll(() => {
  merged = new MergedChange();
});
afterAll(() => merged.remove());

const ENVIRONMENT = { 'inputs.environment': 'staging' };
const CHECK_OUT = 'deploy.yml judge: Check out what runs, or this commit where nobody knows what does';
const SAY = 'deploy.yml judge: Say which assembly is judged';
const JUDGE = 'deploy.yml judge: Judge';
const SHOW = 'deploy.yml judge: Show the page in the summary';
const against = (assembly: string) => ({ ...ENVIRONMENT, 'steps.base.outputs.assembly': assembly });

let synthesis: Job;
let digest = '';

test('a deployment: the project’s code says what the row says, and makes the assembly', () => {
  synthesis = merged.checkedOut('synthesize');
  const read = 'deploy.yml synthesize: Read the row';
  expect(steps.run('whole', synthesis, read, ENVIRONMENT).outputs).toBe(
    'stack=StagingStack\nregion=eu-west-1\naccount=\n' +
      'deploy-role=staging-kaizencoach-pipeline-deploy\n' +
      'verify-role=staging-kaizencoach-pipeline-verify\n' +
      'review-role=staging-kaizencoach-pipeline-review\n',
  );
  expect(synthesis.run(read, { 'inputs.environment': 'nowhere' }).exitCode).not.toBe(0);
  expect(steps.run('whole', synthesis, 'deploy.yml synthesize: Synthesize')).toMatchObject({ exitCode: 0 });
});

test('a deployment: what runs judges the assembly, and the page stops nothing', () => {
  // GIVEN
  const judge = merged.cloned('judge', 'head');
  expect(steps.run('whole', judge, CHECK_OUT, ENVIRONMENT).outputs).toBe(`assembly=${judge.temporary}/base-assembly\n`);
  install(judge, 'base');
  expect(steps.run('whole', judge, 'deploy.yml judge: Synthesize what runs')).toMatchObject({ exitCode: 0 });
  handOn(synthesis, judge, 'assembly');

  // WHEN
  [, digest = ''] = /^digest=(.+)\n$/.exec(steps.run('whole', judge, SAY).outputs) ?? [];
  const judged = steps.run('whole', judge, JUDGE, against(join(judge.temporary, 'base-assembly')));

  // THEN
  expect(judged).toMatchObject({ exitCode: 0 });
  const { summary } = steps.run('whole', judge, SHOW);
  expect(summary).toContain('deployed/staging → what would be deployed');
  expect(summary).toContain('**The stack `DemoEveStack` is new, with everything in it.**');
  expect(summary).toContain('Nothing on this page stops the deployment');

  // What the CDK would publish in the place of what was judged is no part of an assembly.
  const cache = join(judge.temporary, 'assembly', '.cache');
  mkdirSync(cache);
  expect(judge.run(SAY)).toMatchObject({ exitCode: 1, outputs: '' });
  // Nor what would be there only where it is deployed.
  rmdirSync(cache);
  symlinkSync('/nowhere', cache);
  expect(judge.run(SAY)).toMatchObject({ exitCode: 1, outputs: '' });
});

/** An assembly with a command that would be run in the place of the keeper's code. */
function commanding({ temporary }: Job): void {
  const list = join(temporary, 'assembly', 'StagingStack.assets.json');
  const text = readFileSync(list, 'utf8');
  writeFileSync(list, text.replace('"source": {', '"source": {"executable": ["sh", "-c", "env"],'));
}

test('a deployment: where nobody knows what runs everything is judged as new, and a command all the same', () => {
  const first = merged.cloned('first', 'head');
  expect(first.run(CHECK_OUT, { 'inputs.environment': 'production' }).outputs).toBe('assembly=-\n');
  install(first, 'base');
  handOn(synthesis, first, 'assembly');
  expect(first.run(JUDGE, against('-'))).toMatchObject({ exitCode: 0 });
  expect(first.left('page.md')).toContain('There is no base that synthesizes, so that every stack is judged as new.');
  // The commit's files are compared with nothing: with themselves nothing would differ.
  expect(first.left('page.md')).toContain('nothing that is known to run → what would be deployed');
  expect(first.left('page.md')).toContain('Not checked: the files that the assemblies were made of');

  commanding(first);
  expect(first.run(JUDGE, against('-'))).toMatchObject({ exitCode: 1, log: expect.stringContaining('commands are') });
  const unjudged = { exitCode: 1, summary: '**Could not judge, and deploys nothing.** The log of the job says why.\n' };
  expect(first.run(SHOW)).toMatchObject(unjudged);

  // What runs may have no such program: Node.js ends as where something needs acceptance.
  rmSync(join(first.workspace, 'base', 'bin', 'kaizencoach-review.mjs'));
  expect(first.run(JUDGE, against('-'))).toMatchObject({ exitCode: 0, log: expect.stringContaining('Cannot find') });
  expect(first.run(SHOW)).toMatchObject(unjudged);
});

test('a deployment: without the project’s code, of what was judged, and of nothing else', () => {
  const deploy = merged.job('deploy');
  install(deploy);
  handOn(synthesis, deploy, 'assembly');
  const other = merged.job('other');
  handOn(synthesis, other, 'assembly');
  commanding(other);
  const refuse = (by: Job, stack = 'StagingStack') =>
    steps.run('whole', by, 'deploy.yml deploy: Refuse another assembly than the one that was judged', {
      'needs.judge.outputs.digest': digest,
      'needs.synthesize.outputs.stack': stack,
    }).exitCode;
  expect([refuse(deploy), refuse(deploy, '--plugin=assembly/file.js'), refuse(deploy, '')]).toEqual([0, 1, 1]);
  expect(refuse(other)).toBe(1);
  const stack = { 'needs.synthesize.outputs.stack': 'StagingStack' };
  expectNoCredentials(steps.run('AWS: up to the first call', deploy, 'deploy.yml deploy: Deploy', stack));
});

test('a deployment: it is verified, and examined', () => {
  const verify = merged.checkedOut('verify');
  expect(steps.run('whole', verify, 'deploy.yml verify: Read the row', ENVIRONMENT).exitCode).toBe(0);
  const prove = 'deploy.yml verify: Verify that the app runs with what is stored';
  expectNoCredentials(steps.run('AWS: up to the first call', verify, prove, ENVIRONMENT));
  // What it may not look at is no problem to it, and not fine either.
  const examine = 'deploy.yml verify: Examine the environment';
  expect(steps.run('AWS: up to the first call', verify, examine, ENVIRONMENT).log).toContain('not checked');
});

test('a deployment: deployed/<environment> is made, or moved where it is', () => {
  const record = (gh?: { readonly says: string; readonly ends: string }) =>
    steps.run(
      'GitHub: its answers were put',
      merged.job('record'),
      'deploy.yml record: Move deployed/<environment>',
      { ...ENVIRONMENT, 'github.token': 'none' },
      gh,
    ).calls;
  const commit = '0123456789abcdef0123456789abcdef01234567';
  expect(record()).toContain(
    `--method PATCH repos/sample-owner/sample-name/git/refs/heads/deployed/staging --raw-field sha=${commit} --field force=true`,
  );
  expect(record({ says: '', ends: '1' })).toContain(
    `--method POST repos/sample-owner/sample-name/git/refs --raw-field ref=refs/heads/deployed/staging --raw-field sha=${commit}`,
  );
});

test('every step of a deployment that runs a script was run, but those that install', () => {
  steps.expectAllOf(/^deploy\.yml /);
});
