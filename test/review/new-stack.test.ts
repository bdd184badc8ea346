import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Environment } from '../../lib/environments/row';
import { ENVIRONMENTS, environmentNamed } from '../../lib/environments/rows';
import { type AssembledStack, type Assembly, EMPTY, readAssembly } from '../../lib/review/assembly/assembly';
import type { Json, JsonObject } from '../../lib/review/assembly/json';
import { judge } from '../../lib/review/judge';
import type { Loose } from '../e2e/review/support/mutated';
import { templateOf } from '../support/synthesized';

const STACK = { id: 'NewStack', facts: {}, template: {}, assets: {}, destinations: [{ role: 'one' }] };

async function fingerprint(change: { readonly destinations?: Json }) {
  const { findings } = await judge(EMPTY, { ...EMPTY, stacks: new Map([[STACK.id, { ...STACK, ...change }]]) });
  return findings.map((finding) => finding.fingerprint);
}

test('whoever accepted a new stack did not accept that its files are published elsewhere, or with another role', async () => {
  expect(await fingerprint({})).toHaveLength(1);
  expect(await fingerprint({})).toEqual(await fingerprint({}));
  expect(await fingerprint({ destinations: [{ role: 'other' }] })).not.toEqual(await fingerprint({}));
});

test('of an assembly with nothing but stacks, that its stacks are new is all that is found', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'assembly-'));
  const stack = { type: 'aws:cloudformation:stack', properties: { templateFile: 'template.json' } };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ version: '1', artifacts: { NewStack: stack } }));
  writeFileSync(join(folder, 'template.json'), '{}');
  const { findings } = await judge(EMPTY, readAssembly(folder));
  rmSync(folder, { recursive: true });
  expect(findings.map(({ sentence }) => sentence)).toEqual(['The stack `NewStack` is new, with everything in it.']);
});

/** A row as the line `demo('<name>')` makes one. */
function demo(name: string): Environment {
  const capitalized = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const row = JSON.stringify(environmentNamed('mark')).replaceAll('mark', name).replaceAll('Mark', capitalized);
  return JSON.parse(row);
}

/** The stack of a row, after `change`. */
function stackOf(row: Environment, change: (template: Loose) => void = () => undefined): AssembledStack {
  const template: JsonObject = JSON.parse(JSON.stringify(templateOf(row).toJSON()));
  change(template);
  return {
    id: row.stackId,
    facts: { terminationProtection: row.removal === 'retain' },
    template,
    assets: {},
    destinations: [],
  };
}

function assemblyOf(stacks: readonly AssembledStack[]): Assembly {
  return { ...EMPTY, stacks: new Map(stacks.map((stack) => [stack.id, stack])) };
}

const BASE = assemblyOf(ENVIRONMENTS.map((row) => stackOf(row)));

/** Gates that stop it that `stack` comes to the stacks of `base`. */
async function stopping(stack: AssembledStack, base = BASE): Promise<string[]> {
  const { findings } = await judge(base, { ...base, stacks: new Map([...base.stacks, [stack.id, stack]]) });
  return findings.filter(({ stops }) => stops !== 'shown').map(({ gate }) => gate);
}

/** The stack of the demo `eve` with one resource more. */
function withAdded(Type: string, Properties: object): AssembledStack {
  return stackOf(demo('eve'), ({ Resources }) => Object.assign(Resources, { Added: { Type, Properties } }));
}

const EVERYONE = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: '*', Action: 'secretsmanager:*', Resource: '*' }],
};
const OTHERS_POLICY = withAdded('AWS::SecretsManager::ResourcePolicy', {
  SecretId: 'my-personal-coach-app-secrets',
  ResourcePolicy: EVERYONE,
});

test.each(['eve', 'will'])(
  'of a further row of a known kind, that it is new is all that is found: %s',
  async (name) => {
    expect(await stopping(stackOf(demo(name)))).toEqual(['assembly.stack']);
  },
);

test.each<[string, string, AssembledStack]>([
  ['a policy of another environment’s secret', 'access.overwritten', OTHERS_POLICY],
  [
    'a role of everything for another account',
    'access.unexplained',
    withAdded('AWS::IAM::Role', {
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { AWS: '444455556666' }, Action: 'sts:AssumeRole' }],
      },
      ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'],
    }),
  ],
  ['a type that no stack has', 'template.unexplained', withAdded('AWS::EC2::Instance', { ImageId: 'ami-1' })],
  [
    'a reader that the others do not have',
    'access.reader',
    stackOf(demo('eve'), (template) => {
      const policy = Object.values<Loose>(template.Resources).find(
        ({ Type }) => Type === 'AWS::SecretsManager::ResourcePolicy',
      );
      const [statement] = policy.Properties.ResourcePolicy.Statement;
      statement.Condition.ArnNotEquals['aws:PrincipalArn'].push('arn:aws:iam::111122223333:role/other');
    }),
  ],
])('of a new stack is told, and stops by itself: %s', async (_, gate, stack) => {
  const gates = await stopping(stack);
  expect(gates).toContain(gate);
  expect(gates).toContain('assembly.stack');
});

test('what is told of a new stack says what it was compared with', async () => {
  const { findings } = await judge(BASE, assemblyOf([...BASE.stacks.values(), OTHERS_POLICY]));
  for (const { details } of findings) {
    expect(details).toContain(
      '`DemoEveStack` was compared with `DemoMarkStack` of the base, as that would be under its names',
    );
  }
});

test.each(['prod', 'mark', 'production'])(
  'a new stack with the names of another one is not taken for a further row: %s',
  async (name) => {
    expect(await stopping({ ...stackOf(demo(name)), id: 'DemoEveStack' })).toContain('access.unexplained');
  },
);

test('a new stack whose id is a pattern is not taken for a further row', async () => {
  expect(await stopping(stackOf({ ...demo('eve'), stackId: 'Eve' }))).toEqual(['assembly.stack']);
  const { template } = stackOf(demo('eve'));
  const named: JsonObject = JSON.parse(JSON.stringify(template).replaceAll('DemoEveStack', '*'));
  expect(await stopping({ ...stackOf(demo('eve')), id: '*', template: named })).toContain('access.unexplained');
});

test('where there is no base, a policy of something that the new stack does not make is told all the same', async () => {
  expect(await stopping(OTHERS_POLICY, EMPTY)).toEqual(['assembly.stack', 'access.overwritten']);
  expect(await stopping(stackOf(environmentNamed('production')), EMPTY)).toEqual(['assembly.stack']);
});
