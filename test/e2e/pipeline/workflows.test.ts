import { readdirSync, readFileSync } from 'node:fs';
import * as v from 'valibot';
import { parse } from 'yaml';
import { inProject } from '../../../emulator/paths';
import { ENVIRONMENTS } from '../../../lib/environments/rows';
import { schemaErrors, zizmor } from '../../support/workflow-tools';

const FILES = readdirSync(inProject('.github', 'workflows'));
const read = (...path: readonly string[]) => readFileSync(inProject(...path), 'utf8');
const textOf = (name: string) => read('.github', 'workflows', name);

test('zizmor, at its most pedantic, finds nothing in the workflows', async () => {
  expect(await zizmor()).toEqual([]);
});

test('the workflows and the updates keep their schemas, and every job has a time limit', async () => {
  expect(await schemaErrors()).toBe('');
});

const PULL_REQUEST = 'workflows/pull-request.yml';

test.each<[string, string, string, (text: string) => string]>([
  [
    'write-all',
    'excessive-permissions',
    PULL_REQUEST,
    (text) => text.replace('permissions: {}', 'permissions: write-all'),
  ],
  [
    'an action that is not pinned',
    'unpinned-uses',
    PULL_REQUEST,
    (text) => text.replace(/@[0-9a-f]{40} # v7.0.1/, '@v7'),
  ],
  [
    'pull_request_target',
    'dangerous-triggers',
    PULL_REQUEST,
    (text) => text.replace('  pull_request:\n', '  pull_request_target:\n'),
  ],
  [
    'a checkout that leaves its token',
    'artipacked',
    PULL_REQUEST,
    (text) => text.replace('persist-credentials: false', 'clean: true'),
  ],
  [
    'a stranger’s words in a script',
    'template-injection',
    PULL_REQUEST,
    (text) => text.replace('run: npm run types', `run: echo $\{{ github.event.pull_request.title }}`),
  ],
  [
    'no concurrency',
    'concurrency-limits',
    'workflows/weekly.yml',
    (text) => text.replace(/concurrency:\n.*\n.*\n/, ''),
  ],
  [
    'updates on the day they appear',
    'dependabot-cooldown',
    'dependabot.yml',
    (text) => text.replaceAll(/ {4}cooldown:\n.*\n/g, ''),
  ],
])('is found: %s', async (_, audit, path, edit) => {
  expect(await zizmor({ [path]: edit })).toContain(`${audit} in .github/${path}`);
});

test.each<[string, (text: string) => string]>([
  ['a permission that there is none of', (text) => text.replace('pull-requests: write', 'pull-requests: wirte')],
  ['a job without a time limit', (text) => text.replace(/ {4}timeout-minutes: \d+\n/, '')],
])('is found: %s', async (_, edit) => {
  expect(await schemaErrors({ [PULL_REQUEST]: edit })).not.toBe('');
});

const permissionsSchema = v.optional(v.record(v.string(), v.string()), {});
const workflowSchema = v.object({
  on: v.looseObject({}),
  permissions: permissionsSchema,
  jobs: v.record(
    v.string(),
    v.object({
      permissions: permissionsSchema,
      environment: v.optional(v.string()),
      needs: v.optional(v.unknown()),
      uses: v.optional(v.string()),
      with: v.optional(v.looseObject({})),
    }),
  ),
});
const workflows = Object.fromEntries(FILES.map((name) => [name, v.parse(workflowSchema, parse(textOf(name)))]));

test('what runs a change’s own code may write nothing and prove nothing; what judges it may write a comment', () => {
  const { on, permissions, jobs = {} } = workflows['pull-request.yml'] ?? {};
  expect(Object.keys(on ?? {})).toEqual(['pull_request']);
  expect(permissions).toEqual({});
  expect(Object.fromEntries(Object.entries(jobs).map(([name, job]) => [name, job.permissions]))).toEqual({
    head: { contents: 'read' },
    'end-to-end': { contents: 'read' },
    node: { contents: 'read' },
    review: { contents: 'read', 'pull-requests': 'write' },
  });
});

test('what needs acceptance ends a release before production; only the weekly review asks that nothing differs', () => {
  const jobs = FILES.flatMap((name) =>
    Object.entries(workflows[name]?.jobs ?? {}).map(([job, said]) => ({ title: `${name} ${job}`, ...said })),
  );
  const needs = Object.fromEntries(jobs.map(({ title, needs }) => [title, needs]));
  expect(needs).toMatchObject({
    'main.yml production': 'page',
    'release.yml approved': 'page',
    'release.yml deploy': 'approved',
  });
  const reviews = jobs.filter(({ uses = '' }) => uses.endsWith('/review-deployed.yml'));
  expect(Object.fromEntries(reviews.map((each) => [each.title, each.with?.['drift'] ?? false]))).toEqual({
    'main.yml page': false,
    'release.yml page': false,
    'weekly.yml drift': true,
  });
});

test('npx installs nothing: a program that is not among the installed packages ends its step', () => {
  const calls = FILES.flatMap((name) => textOf(name).match(/\bnpx .*/g) ?? []);
  expect(calls).not.toEqual([]);
  expect(calls.filter((call) => !call.startsWith('npx --no '))).toEqual([]);
});

test('a judge that is kept busy is ended while there is time left to say so on the page', () => {
  const text = textOf('pull-request.yml');
  const [, job = ''] = /\n {2}review:\n[\s\S]*?\n {4}timeout-minutes: (\d+)\n/.exec(text) ?? [];
  const [, step = ''] = / {6}- name: Judge\n {8}timeout-minutes: (\d+)\n/.exec(text) ?? [];
  expect(Number(step)).toBeGreaterThan(0);
  expect(Number(step)).toBeLessThan(Number(job) / 2);
});

test('no secret is stored: the workflows name none but the token of the run', () => {
  expect(FILES.filter((name) => /\bsecrets\./.test(textOf(name)))).toEqual([]);
});

test('no row is repeated: of the environments, only staging and production are named', () => {
  const named = FILES.flatMap((name) =>
    [...textOf(name).matchAll(/^ +environment: ([a-z]+)$/gm)].map(([, row]) => row),
  );
  expect([...new Set(named)].sort()).toEqual(['production', 'staging']);
  const stacks = ENVIRONMENTS.flatMap(({ stackId, secretName, resourcePrefix }) => [
    stackId,
    secretName,
    resourcePrefix,
  ]);
  expect(stacks.filter((name) => FILES.some((file) => textOf(file).includes(name)))).toEqual([]);
});

test('everything that npm test runs is run of a change, whatever the part, and the page waits for none of the slow tests', () => {
  const { scripts } = v.parse(v.object({ scripts: v.record(v.string(), v.string()) }), parse(read('package.json')));
  const text = textOf('pull-request.yml');
  expect(scripts['test']).toMatch(
    /^npm run types && npm run lint && node --\S+ node_modules\/jest\/bin\/jest\.js --json /,
  );
  expect(text).toContain('run: npm run types && npm run lint && npm run unit\n');
  expect(text).toContain('run: npm run e2e -- --shard="$PART/$PARTS"\n');
  expect(text).toContain('needs: head\n');
});
