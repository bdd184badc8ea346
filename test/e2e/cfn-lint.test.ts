import { Template } from 'aws-cdk-lib/assertions';
import { REGION } from '../../lib/environments/row';
import { ENVIRONMENTS } from '../../lib/environments/rows';
import { pipelineStack } from '../simulation/support/pipeline-under-test';
import { cfnLint, type Finding } from '../support/cfn-lint';
import { ADOPTED, DESTROYED, RETAINED } from '../support/sample-environments';
import { templateOf } from '../support/synthesized';

interface Exception {
  readonly rule: string;
  /** Places, each in full, that it is about. */
  readonly path: string;
  readonly reason: string;
}

/** Findings that are known, and why each is right as it is. */
const EXCEPTIONS: readonly Exception[] = [
  {
    rule: 'W3005',
    path: 'Resources/SecretKeeperFunctionDAA0DFF7/DependsOn/0',
    reason:
      'The CDK makes every function wait for its role as a whole, which would include policies inside it. The function names ' +
      'the role as well, so the line repeats an order and changes nothing.',
  },
  {
    rule: 'E3006',
    path: 'Resources/KeeperInvocation80AC7BB9/Type',
    reason:
      'Some Regions, such as those in China and of the US government, lack the type. ' +
      'Every environment is in eu-west-1, which has it.',
  },
];

const KEY_ARN = 'arn:aws:kms:eu-west-1:111122223333:key/00000000-0000-0000-0000-000000000000';
const OPERATOR = 'arn:aws:iam::111122223333:role/operators/operator';

const ROWS = {
  ...Object.fromEntries(ENVIRONMENTS.map((environment) => [environment.name, environment])),
  retained: { ...RETAINED, operatorRoleArns: [OPERATOR], breakGlassRoleArns: [OPERATOR] },
  alerting: { ...RETAINED, audit: { ...RETAINED.audit, subscriptions: ['alerts@kaizencoach.training'] } },
  'on-an-existing-trail': {
    ...RETAINED,
    audit: { ...RETAINED.audit, trail: { mode: 'existing', logGroupName: 'account-trail' } },
  },
  destroyed: { ...DESTROYED, encryption: 'customer-managed' },
  adopted: ADOPTED,
  'adopted-with-key': { ...ADOPTED, encryption: { keyArn: KEY_ARN } },
} as const;

const TEMPLATES = Object.fromEntries(Object.entries(ROWS).map(([name, row]) => [name, templateOf(row).toJSON()]));

function isKnown({ rule, path }: Finding): boolean {
  return EXCEPTIONS.some((exception) => exception.rule === rule && exception.path === path);
}

describe('cfn-lint', () => {
  let findings: readonly Finding[];
  // It may be installed first, and there are workers beside it on every core.
  beforeAll(async () => {
    findings = await cfnLint(TEMPLATES, 'ALL_REGIONS');
  }, 600_000);

  test('finds nothing in any template, in any Region and by any rule, but what is known', () => {
    expect(findings.filter((finding) => !isKnown(finding))).toEqual([]);
  });

  test.each(EXCEPTIONS)('still finds $rule at $path, or the exception should go', ({ rule, path }) => {
    const found = findings.filter((finding) => finding.rule === rule && finding.path === path);
    expect([...new Set(found.map(({ template }) => template))].sort()).toEqual(Object.keys(ROWS).sort());
  });

  test('finds no type that the Region of the environments lacks', () => {
    expect(findings.filter(({ message }) => message.includes(`'${REGION}'`))).toEqual([]);
  });

  test('finds nothing in the template of a pipeline', async () => {
    const pipeline = Template.fromStack(pipelineStack(ENVIRONMENTS, { provider: 'create' })).toJSON();
    expect(await cfnLint({ pipeline }, REGION)).toEqual([]);
  });

  test('finds a wrong property, and a type that the Region lacks', async () => {
    // GIVEN
    const template = {
      Resources: {
        Secret: { Type: 'AWS::SecretsManager::Secret', Properties: { SecretName: 'sample' } },
        Unknown: { Type: 'AWS::SecretsManager::Nothing' },
      },
    };

    // WHEN
    const found = await cfnLint({ wrong: template }, REGION);

    // THEN
    expect(found.map(({ rule, path }) => [rule, path])).toEqual([
      ['E3002', 'Resources/Secret/Properties/SecretName'],
      ['E3006', 'Resources/Unknown/Type'],
    ]);
  });
});
