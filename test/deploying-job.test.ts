import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { parse } from 'yaml';
import { projectRoot } from '../lib/project-root';

const stepSchema = v.object({
  name: v.string(),
  uses: v.optional(v.string()),
  run: v.optional(v.string(), ''),
  with: v.optional(v.record(v.string(), v.union([v.string(), v.boolean(), v.number()])), {}),
  env: v.optional(v.record(v.string(), v.string()), {}),
});
const jobSchema = v.object({
  needs: v.optional(v.union([v.string(), v.array(v.string())]), []),
  environment: v.optional(v.string()),
  permissions: v.optional(v.record(v.string(), v.string()), {}),
  steps: v.optional(v.array(stepSchema), []),
});
const workflowSchema = v.object({ jobs: v.record(v.string(), jobSchema) });

const FOLDER = join(projectRoot(), '.github', 'workflows');
const textOf = (name: string) => readFileSync(join(FOLDER, name), 'utf8');
const jobsOf = (text: string) => v.parse(workflowSchema, parse(text)).jobs;

/** All that the deploying job may use and run: none of it is the project's code, or a script of a package that is installed. */
const USES = ['checkout', 'download-artifact', 'setup-node', 'configure-aws-credentials'];
const RUNS = [
  'npm ci --ignore-scripts',
  'node node_modules/aws-cdk/bin/cdk deploy --exclusively --app "$RUNNER_TEMP/assembly" ',
];
const FILES = ['/.nvmrc', '/package.json', '/package-lock.json'];

/** By what the project's code, or an assembly that nobody judged, would get to the deploying role. */
function faults(text: string): string[] {
  const { deploy = v.parse(jobSchema, {}), ...others } = jobsOf(text);
  const check = deploy.steps.findIndex(
    ({ run, env }) =>
      run.includes('if [ "$digest" != "$JUDGED" ] ||') && env['JUDGED'] === `$\{{ needs.judge.outputs.digest }}`,
  );
  const programs = deploy.steps.filter((_, index) => index !== check).flatMap(({ run }) => run.split('\n'));
  const files = String(deploy.steps[0]?.with['sparse-checkout']).trim().split('\n');
  return [
    ...Object.entries(others).flatMap(([name, { permissions, environment }]) => [
      ...(permissions['id-token'] === undefined || name === 'verify' ? [] : [`${name} may ask for a token`]),
      ...(environment === undefined ? [] : [`${name} has an environment`]),
    ]),
    ...deploy.steps.flatMap(({ uses }) =>
      uses === undefined || USES.some((name) => uses.includes(`/${name}@`)) ? [] : [`deploy uses ${uses}`],
    ),
    ...programs.flatMap((run) => (run === '' || RUNS.some((start) => run.startsWith(start)) ? [] : [`deploy: ${run}`])),
    ...(files.join() === FILES.join() ? [] : ['deploy has the project’s files']),
    ...(check >= 0 && check < deploy.steps.findIndex(({ name }) => name === 'Take the role on')
      ? []
      : ['deploy takes the role on without knowing what was judged']),
    ...(deploy.needs.includes('judge') ? [] : ['deploy waits for no judge']),
  ];
}

test('the project’s code and the scripts of its packages do not run where the deploying role can be taken on', () => {
  expect(faults(textOf('deploy.yml'))).toEqual([]);
});

test('no job of another workflow has an environment, which the deploying role asks for', () => {
  const jobs = readdirSync(FOLDER).flatMap((file) =>
    Object.entries(jobsOf(textOf(file))).flatMap(([name, { environment }]) =>
      environment === undefined ? [] : [`${file} ${name}`],
    ),
  );
  expect(jobs).toEqual(['deploy.yml deploy']);
});

const inDeploy = (text: string, edit: (job: string) => string) =>
  text.replace(/\n {2}deploy:\n[\s\S]*?\n\n {2}record:/, edit);
const SYNTHESIZE = '  synthesize:\n';

test.each<[string, string, (text: string) => string]>([
  ['installing runs scripts', 'deploy: npm ci', (text) => text.replace(' --ignore-scripts', '')],
  [
    'the CDK synthesizes',
    'deploy: node node_modules/aws-cdk/bin/cdk deploy --exclusively --require-approval never "$STACK"',
    (text) => text.replace(' --app "$RUNNER_TEMP/assembly"', ''),
  ],
  [
    'the CDK deploys what the stack says that it depends on, such as the stack of another environment',
    'deploy: node node_modules/aws-cdk/bin/cdk deploy --app "$RUNNER_TEMP/assembly" --require-approval never "$STACK"',
    (text) => text.replace(' --exclusively', ''),
  ],
  [
    'the row is read there',
    'deploy: node scripts/run.mjs bin/environments.ts',
    (text) =>
      text.replace(
        'run: npm ci --ignore-scripts',
        'run: |\n          npm ci --ignore-scripts\n          node scripts/run.mjs bin/environments.ts',
      ),
  ],
  [
    'an action of the project',
    'deploy uses ./.github/actions/check',
    (text) => inDeploy(text, (job) => job.replace(/uses: actions\/setup-node@.*/, 'uses: ./.github/actions/check')),
  ],
  [
    'everything is checked out',
    'deploy has the project’s files',
    (text) => text.replace(/ {10}sparse-checkout: [\s\S]*?cone-mode: false\n/, ''),
  ],
  [
    'the digest is compared with nothing',
    'deploy takes the role on without knowing what was judged',
    (text) => text.replace('[ "$digest" != "$JUDGED" ] || ', ''),
  ],
  [
    'the digest is another job’s',
    'deploy takes the role on without knowing what was judged',
    (text) => text.replace('needs.judge.outputs.digest', 'needs.synthesize.outputs.digest'),
  ],
  [
    'the digest is compared afterwards',
    'deploy takes the role on without knowing what was judged',
    (text) =>
      inDeploy(text, (job) =>
        job
          .replace('- name: Take the role on', '- name: Late')
          .replace('- name: Take the assembly', '- name: Take the role on'),
      ),
  ],
  ['nobody judges', 'deploy waits for no judge', (text) => text.replace('[synthesize, judge]', '[synthesize]')],
  [
    'what runs the project’s code may ask for a token',
    'synthesize may ask for a token',
    (text) => text.replace(/( {2}synthesize:\n[\s\S]*? {6}contents: read\n)/, '$1      id-token: write\n'),
  ],
  [
    'what runs the project’s code has the environment',
    'synthesize has an environment',
    (text) => text.replace(SYNTHESIZE, `${SYNTHESIZE}    environment: staging\n`),
  ],
])('is found: %s', (_, fault, edit) => {
  expect(faults(edit(textOf('deploy.yml')))).toEqual(expect.arrayContaining([fault]));
});
