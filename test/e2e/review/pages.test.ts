import { readFileSync, writeFileSync } from 'node:fs';
import { inProject } from '../../../emulator/paths';
import { sharedAssembly } from '../support/shared-assembly';
import { copyOf, idOf, type Loose, type MutableAssembly, one, removed } from './support/mutated';
import { runReview } from './support/run-review';

const BREAK_GLASS = 'arn:aws:iam::111122223333:role/ops/BreakGlass';
const POLICY = 'AWS::SecretsManager::ResourcePolicy';

function breakGlass(template: Loose): void {
  const { ResourcePolicy } = one(template, POLICY).Properties;
  ResourcePolicy.Statement[0].Condition.ArnNotEquals['aws:PrincipalArn'].push(BREAK_GLASS);
}

const PAGES: readonly (readonly [page: string, exitCode: number, mutate: (assembly: MutableAssembly) => void])[] = [
  [
    'harmless',
    0,
    (assembly) =>
      assembly.template('StagingStack', (template) => {
        one(template, 'AWS::CloudWatch::Alarm', 'access').Properties.AlarmDescription =
          'Somebody unusual came near the value';
        one(template, 'AWS::IAM::Role', 'InstanceRole').Properties.Description = 'The app';
      }),
  ],
  ['one-gate', 1, (assembly) => assembly.template('ProductionStack', breakGlass)],
  [
    'several-environments',
    1,
    (assembly) => {
      for (const stack of ['ProductionStack', 'StagingStack']) {
        assembly.template(stack, breakGlass);
      }
      assembly.template('StagingStack', (template) => {
        one(template, 'AWS::Logs::LogGroup', 'Trail').Properties.RetentionInDays = 90;
        delete template.Resources[idOf(template, 'AWS::Events::Rule', 'denied5')];
        const seed = one(template, 'Custom::SecretSeed');
        seed.DependsOn = seed.DependsOn.filter((id: string) => !id.includes('Rulesdenied'));
      });
      assembly.template('DemoDomStack', (template) => {
        one(template, 'AWS::Lambda::Function').Properties.Environment.Variables.NODE_OPTIONS =
          '--require /opt/first.js';
      });
    },
  ],
];

test.each(PAGES)('the page of docs/review/%s.md is what the command writes', async (page, exitCode, mutate) => {
  const base = sharedAssembly();
  const head = copyOf(base);
  try {
    mutate(head);
    const said = await runReview(['--assemblies', base, head.folder, '--markdown', '--compared', 'main → this change']);
    const file = inProject('docs', 'review', `${page}.md`);
    if (process.env['KAIZENCOACH_WRITE_PAGES'] !== undefined) {
      writeFileSync(file, `${said.output}\n`);
    }
    expect(said.exitCode).toBe(exitCode);
    expect(`${said.output}\n`).toBe(readFileSync(file, 'utf8'));
  } finally {
    removed(head);
  }
});

test('who is no longer refused by the secret’s policy reads the value only where no key of its own refuses', async () => {
  const base = sharedAssembly();
  const head = copyOf(base);
  try {
    for (const stack of ['ProductionStack', 'DemoMarkStack']) {
      head.template(stack, breakGlass);
    }
    const said = await runReview(['--assemblies', base, head.folder, '--markdown']);
    expect(said.output).toContain('Who can do what: production');
    expect(said.output).toContain('could ask for the value, and only the key would refuse to decrypt it.');
    expect(said.output).toContain('Who can do what: mark');
    expect(said.output).toContain('could read the value. Today that is refused.');
  } finally {
    removed(head);
  }
});
