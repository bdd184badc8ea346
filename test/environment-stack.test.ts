import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { ENVIRONMENTS } from '../lib/environments';
import { DESTROYED, RETAINED } from './support/sample-environments';
import { resourcesOf, stackOf, templateOf, theOnly } from './support/synthesized';

test.each(ENVIRONMENTS)('the stateful resources of $name keep their logical ids', (environment) => {
  // A changed id makes CloudFormation replace the resource: the name of the secret would be taken by the one it retains.
  const resources = resourcesOf(environment);
  expect(theOnly(resources, 'AWS::SecretsManager::Secret')[0]).toBe('SecretA720EF05');
  expect(theOnly(resources, 'AWS::Logs::LogGroup')[0]).toBe('SecretKeeperLogGroup6D63390D');
});

test.each(ENVIRONMENTS)('the template of $name names no partition', (environment) => {
  expect(JSON.stringify(templateOf(environment).toJSON())).not.toContain('arn:aws:');
});

test.each(ENVIRONMENTS)('$name has exactly these resources', (environment) => {
  const types = Object.values(resourcesOf(environment)).map(({ Type }) => Type);
  expect(types.sort()).toEqual([
    'AWS::IAM::Policy',
    'AWS::IAM::Policy',
    'AWS::IAM::Policy',
    'AWS::IAM::Policy',
    'AWS::IAM::Role',
    'AWS::IAM::Role',
    'AWS::Lambda::Function',
    'AWS::Logs::LogGroup',
    'AWS::SecretsManager::Secret',
    'Custom::SecretNameReservation',
    'Custom::SecretSeed',
  ]);
});

describe('an environment’s stack', () => {
  test('is in the Region of the environments', () => {
    expect(stackOf(RETAINED).region).toBe('eu-west-1');
  });

  test('takes no account from whoever is logged in', () => {
    const restored = jest.replaceProperty(process, 'env', { ...process.env, CDK_DEFAULT_ACCOUNT: '999988887777' });
    expect(stackOf(RETAINED).environment).toBe('aws://unknown-account/eu-west-1');
    restored.restore();
  });

  test('is in the account that its row pins', () => {
    expect(stackOf({ ...RETAINED, account: '111122223333' }).environment).toBe('aws://111122223333/eu-west-1');
  });

  test('is protected from deletion where it retains', () => {
    expect(stackOf(RETAINED).terminationProtection).toBe(true);
  });

  test('is not protected from deletion where it goes with everything', () => {
    expect(stackOf(DESTROYED).terminationProtection).toBe(false);
  });

  test('has no tags that CloudFormation would copy to the secret', () => {
    // GIVEN
    const stack = stackOf(RETAINED);

    // WHEN
    Template.fromStack(stack);

    // THEN
    expect(stack.tags.tagValues()).toEqual({});
  });

  test.each(['AWS::Lambda::Function', 'AWS::Logs::LogGroup', 'AWS::SecretsManager::Secret'])('tags its %s', (type) => {
    expect(theOnly(resourcesOf(RETAINED), type)[1].Properties['Tags']).toEqual([
      { Key: 'Application', Value: 'kaizencoach' },
      { Key: 'Environment', Value: 'sample' },
    ]);
  });

  test('outputs the role under a stable name', () => {
    const [role] = Object.keys(
      templateOf(RETAINED).findResources('AWS::IAM::Role', {
        Properties: { RoleName: 'sample-instance-role' },
      }),
    );
    templateOf(RETAINED).hasOutput('InstanceRoleArn', { Value: { 'Fn::GetAtt': [role, 'Arn'] } });
  });
});

describe('the account pin', () => {
  const PRODUCTION = { ...RETAINED, tier: 'production' } as const;
  const warnings = (stack: ReturnType<typeof stackOf>) =>
    Annotations.fromStack(stack).findWarning('*', Match.anyValue());

  test('is asked for by a warning in production', () => {
    expect(warnings(stackOf(PRODUCTION))).toHaveLength(1);
  });

  test('silences the warning', () => {
    expect(warnings(stackOf({ ...PRODUCTION, account: '111122223333' }))).toEqual([]);
  });

  test('is not asked for elsewhere', () => {
    expect(warnings(stackOf(RETAINED))).toEqual([]);
  });
});
