import { createdBefore } from '../../support/dependency-graph';
import { ADOPTED, ADOPTED_ARN, DESTROYED, RETAINED } from '../../support/sample-environments';
import { type Resources, resourcesOf, theOnly } from '../../support/synthesized';
import { roleNamed } from '../../support/template-arns';

const BREAK_GLASS = 'arn:aws:iam::111122223333:role/emergency/break-glass';
const OLD_ROLE = 'arn:aws:iam::111122223333:role/terraform/app-runner-instance';
const TRANSITION = { arn: OLD_ROLE, reason: 'the service has this role until the move', expires: '2999-12-31' };

const THE_STACKS_OWN = [roleNamed('sample-instance-role'), roleNamed('sample-secret-keeper-role')];

function policyOf(resources: Resources) {
  return theOnly(resources, 'AWS::SecretsManager::ResourcePolicy')[1];
}

function documentFor(readers: readonly unknown[]) {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'OnlyReadersGetTheValue',
        Effect: 'Deny',
        Principal: '*',
        Action: 'secretsmanager:GetSecretValue',
        Resource: '*',
        Condition: { ArnNotEquals: { 'aws:PrincipalArn': readers } },
      },
    ],
  };
}

describe.each([
  ['a retained environment', RETAINED],
  ['a destroyed environment', DESTROYED],
  ['an adopted secret', ADOPTED],
])('the secret’s policy of %s', (_, environment) => {
  let resources: Resources;
  beforeEach(() => {
    resources = resourcesOf(environment);
  });

  test('denies the value, and nothing else, to everyone but the app’s role and the keeper’s', () => {
    expect(policyOf(resources).Properties['ResourcePolicy']).toEqual(documentFor(THE_STACKS_OWN));
  });

  test('must not be public', () => {
    expect(policyOf(resources).Properties['BlockPublicPolicy']).toBe(true);
  });

  test('goes with the stack', () => {
    expect(policyOf(resources).DeletionPolicy).toBeUndefined();
  });

  test('is there before the keeper is asked to read', () => {
    const [id] = theOnly(resources, 'AWS::SecretsManager::ResourcePolicy');
    const [seed] = theOnly(resources, 'Custom::SecretSeed');
    expect([...createdBefore(resources, seed)]).toContain(id);
  });
});

test('the policy of a created secret is attached to it', () => {
  const resources = resourcesOf(RETAINED);
  const [secret] = theOnly(resources, 'AWS::SecretsManager::Secret');
  expect(policyOf(resources).Properties['SecretId']).toEqual({ 'Fn::GetAtt': [secret, 'Id'] });
});

test('the policy of an adopted secret is attached to it', () => {
  expect(policyOf(resourcesOf(ADOPTED)).Properties['SecretId']).toBe(ADOPTED_ARN);
});

test('the roles that the row names read as well', () => {
  const resources = resourcesOf({
    ...RETAINED,
    breakGlassRoleArns: [BREAK_GLASS],
    transitionReaders: [TRANSITION],
  });
  expect(policyOf(resources).Properties['ResourcePolicy']).toEqual(
    documentFor([...THE_STACKS_OWN, BREAK_GLASS, OLD_ROLE]),
  );
});

test('the day of the synthesis is nowhere in the template', () => {
  const row = { ...RETAINED, transitionReaders: [TRANSITION] };
  expect(resourcesOf(row, '2026-11-24')).toEqual(resourcesOf(row, '2027-01-01'));
});
