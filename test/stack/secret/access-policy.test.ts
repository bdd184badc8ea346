import type { Environment } from '../../../lib/environments/row';
import { createdBefore } from '../../support/dependency-graph';
import { ADOPTED, ADOPTED_ARN, DESTROYED, RETAINED } from '../../support/sample-environments';
import { type Resources, resourcesOf, stackOf, theOnly } from '../../support/synthesized';

const BREAK_GLASS = 'arn:aws:iam::111122223333:role/emergency/break-glass';
const OLD_ROLE = 'arn:aws:iam::111122223333:role/terraform/app-runner-instance';
const TRANSITION = { arn: OLD_ROLE, reason: 'the service has this role until the move', expires: '2999-12-31' };
const ADOPT = { mode: 'adopt', arn: ADOPTED_ARN, seedOnAdopt: false } as const;

const role = (name: string) => ({
  'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::', { Ref: 'AWS::AccountId' }, `:role/${name}`]],
});
const THE_STACKS_OWN = [role('sample-instance-role'), role('sample-secret-keeper-role')];

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

describe('a row is refused', () => {
  const refusal =
    (row: Partial<Environment>, today = '2026-11-24') =>
    () =>
      stackOf({ ...RETAINED, ...row }, today);

  test('when a transition reader has expired', () => {
    const transitionReaders = [{ ...TRANSITION, expires: '2026-11-23' }];
    expect(refusal({ transitionReaders })).toThrow(
      `transitionReaders: ${OLD_ROLE} expired on 2026-11-23 and today is 2026-11-24; take it out of the row sample, or give ` +
        'it a later day if a running service still reads with it',
    );
  });

  test('but not on the last day of a transition reader', () => {
    expect(refusal({ transitionReaders: [{ ...TRANSITION, expires: '2026-11-24' }] })).not.toThrow();
  });

  test.each(['2026-13-01', '2026-1-1', 'tomorrow', '', '2026-11-24T00:00:00Z'])(
    'when a transition reader expires on %j',
    (expires) => {
      expect(refusal({ transitionReaders: [{ ...TRANSITION, expires }] })).toThrow(
        `transitionReaders.expires must be a day as YYYY-MM-DD, got ${JSON.stringify(expires)}`,
      );
    },
  );

  test('when a transition reader has no reason', () => {
    expect(refusal({ transitionReaders: [{ ...TRANSITION, reason: ' ' }] })).toThrow(
      `transitionReaders.reason must say why ${OLD_ROLE} still reads the secret, got " "`,
    );
  });

  test.each([
    ['breakGlassRoleArns', { breakGlassRoleArns: ['*'] }],
    ['transitionReaders.arn', { transitionReaders: [{ ...TRANSITION, arn: '*' }] }],
  ])('when %s names no role', (field, row) => {
    expect(refusal(row)).toThrow(`${field} must be the complete ARN of a role`);
  });

  test('when it adopts a secret, names no transition reader and does not say that nobody else reads', () => {
    expect(refusal({ secret: ADOPT })).toThrow(
      'the row sample adopts a secret that a running service may be reading with another role, which would be locked out; ' +
        'name that role in transitionReaders, or state secret.noOtherServiceReads: true',
    );
  });

  test('when it says that nobody else reads and names somebody', () => {
    expect(refusal({ secret: { ...ADOPT, noOtherServiceReads: true }, transitionReaders: [TRANSITION] })).toThrow(
      'the row sample must not state secret.noOtherServiceReads while it names transitionReaders; take one of them out',
    );
  });

  test('but not when it adopts a secret and names its transition reader', () => {
    expect(refusal({ secret: ADOPT, transitionReaders: [TRANSITION] })).not.toThrow();
  });
});

test('the day of the synthesis is nowhere in the template', () => {
  const row = { ...RETAINED, transitionReaders: [TRANSITION] };
  expect(resourcesOf(row, '2026-11-24')).toEqual(resourcesOf(row, '2027-01-01'));
});
