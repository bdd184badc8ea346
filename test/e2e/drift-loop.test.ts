import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inProject } from '../../emulator/paths';
import { pythonWithEmulator } from '../../emulator/virtual-environment';
import { environmentNamed } from '../../lib/environments/rows';
import { resourcesOf, theOnly } from '../support/synthesized';

const resources = resourcesOf(environmentNamed('staging'));
const [secretId] = theOnly(resources, 'AWS::SecretsManager::Secret');
const [topicId] = theOnly(resources, 'AWS::SNS::Topic');
/** Of a kind that CloudFormation cannot compare. */
const CUSTOM = Object.keys(resources).filter((id) => resources[id]?.Type.startsWith('Custom::'));

const comparable = Object.keys(resources).filter((id) => id !== secretId && !CUSTOM.includes(id));
const last = comparable.at(-1) ?? '';

/** What the CLI was asked for, and what came of it. */
let asked: { operation: string; options: Record<string, string> }[];
let lines: string[];
let errors: string[];

/** The commands as the runbook prints them, for a stack. */
function printed(stack: string): string {
  const runbook = readFileSync(inProject('docs', 'runbook.md'), 'utf8');
  const [, section = ''] = runbook.split('### Put back what was changed by hand\n');
  const [, block = ''] = /^ *```sh\n([\s\S]*?)^ *```$/m.exec(section) ?? [];
  return block.replaceAll('STACK', stack);
}

beforeAll(async () => {
  const folder = mkdtempSync(inProject('build', 'drift-loop-'));
  const file = (name: string) => join(folder, name);
  const standIn = inProject('test', 'e2e', 'support', 'aws-stand-in.py');
  writeFileSync(file('aws'), `#!/bin/sh\nexec '${await pythonWithEmulator()}' '${standIn}' "$@"\n`);
  chmodSync(file('aws'), 0o755);
  const listed = Object.entries(resources).map(([LogicalResourceId, { Type: ResourceType }]) => ({
    LogicalResourceId,
    ResourceType,
  }));
  const pages = [listed.slice(0, 50), listed.slice(50)].map((page) => ({ StackResourceSummaries: page }));
  const inSync = Object.fromEntries(comparable.map((id) => [id, 'IN_SYNC']));
  const drift = { ...inSync, [topicId]: 'MODIFIED', [last]: 'DELETED' };
  writeFileSync(file('answers.json'), JSON.stringify({ stack: 'StagingStack', pages, drift }));
  const { stdout, stderr } = spawnSync('sh', ['-c', printed('StagingStack')], {
    encoding: 'utf8',
    env: { PATH: `${folder}:${process.env['PATH']}`, AWS_ANSWERS: file('answers.json'), AWS_CALLS: file('calls') },
  });
  asked = readFileSync(file('calls'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  lines = stdout.trim().split('\n');
  errors = stderr.trim().split('\n');
  rmSync(folder, { recursive: true, force: true });
});

test('the runbook’s commands ask about each resource once, but the secret, and never about the stack as a whole', () => {
  expect(asked.map(({ operation }) => operation)).toEqual([
    'cloudformation list-stack-resources',
    ...[...comparable, ...CUSTOM].map(() => 'cloudformation detect-stack-resource-drift'),
  ]);
  const ids = asked.slice(1).map(({ options }) => options['--logical-resource-id']);
  expect(ids).toEqual(Object.keys(resources).filter((id) => id !== secretId));
});

test('what was changed, and what was deleted, is told by name', () => {
  expect(lines).toHaveLength(comparable.length);
  expect(lines.filter((line) => !line.startsWith('IN_SYNC\t')).sort()).toEqual(
    [`DELETED\t${last}`, `MODIFIED\t${topicId}`].sort(),
  );
});

test('what CloudFormation cannot compare is an error, and the rest is asked about', () => {
  expect(CUSTOM.length).toBeGreaterThan(0);
  expect(errors).toEqual(CUSTOM.map((id) => expect.stringContaining(`ValidationError): ${id}`)));
});
