import type { Environment } from '../../lib/environment';
import { ADOPTED, DESTROYED, RETAINED } from '../support/sample-environments';
import { ofType, type Resources, resourcesOf, stackOf, theOnly } from '../support/synthesized';

const KEY_ARN = 'arn:aws:kms:eu-west-1:111122223333:key/00000000-0000-0000-0000-000000000000';
const BREAK_GLASS = 'arn:aws:iam::111122223333:role/emergency/break-glass';

const inAccount = (before: string, after: string) => ({
  'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, before, { Ref: 'AWS::AccountId' }, after]],
});
const role = (name: string) => inAccount(':iam::', `:role/${name}`);
const APP = role('sample-instance-role');
const KEEPER = role('sample-secret-keeper-role');
const DEPLOYMENT = {
  'Fn::Join': [
    '',
    [
      'arn:',
      { Ref: 'AWS::Partition' },
      ':iam::',
      { Ref: 'AWS::AccountId' },
      ':role/cdk-hnb659fds-cfn-exec-role-',
      { Ref: 'AWS::AccountId' },
      '-eu-west-1',
    ],
  ],
};
const ONLY_FOR_SECRET = {
  StringEquals: {
    'kms:CallerAccount': { Ref: 'AWS::AccountId' },
    'kms:ViaService': 'secretsmanager.eu-west-1.amazonaws.com',
  },
  StringLike: {
    'kms:EncryptionContext:SecretARN': inAccount(':secretsmanager:eu-west-1:', ':secret:sample-app-secrets-??????'),
  },
};

function useOfKey(Sid: string, Action: string | string[], roles: readonly unknown[]) {
  return {
    Sid,
    Effect: 'Allow',
    Principal: { AWS: '*' },
    Action,
    Resource: '*',
    Condition: { ...ONLY_FOR_SECRET, ArnEquals: { 'aws:PrincipalArn': roles } },
  };
}

describe('the customer-managed key', () => {
  let resources: Resources;
  beforeEach(() => {
    resources = resourcesOf({ ...RETAINED, breakGlassRoleArns: [BREAK_GLASS] });
  });

  test('is used by exactly the readers and the writers, and administered by the account', () => {
    expect(theOnly(resources, 'AWS::KMS::Key')[1].Properties['KeyPolicy']).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'AccountAdministers',
          Effect: 'Allow',
          Principal: { AWS: inAccount(':iam::', ':root') },
          Action: expect.arrayContaining(['kms:PutKeyPolicy', 'kms:ScheduleKeyDeletion']),
          Resource: '*',
        },
        useOfKey('ReadersDecrypt', 'kms:Decrypt', [APP, KEEPER, BREAK_GLASS]),
        useOfKey('WritersWrite', ['kms:Decrypt', 'kms:GenerateDataKey'], [KEEPER, DEPLOYMENT]),
      ],
    });
  });

  test('is rotated, and deleted after the longest wait only', () => {
    const { KeyPolicy: _, Description: __, Tags: ___, ...rest } = theOnly(resources, 'AWS::KMS::Key')[1].Properties;
    expect(rest).toEqual({ EnableKeyRotation: true, PendingWindowInDays: 30 });
  });

  test('outlives the stack, except where its creation fails', () => {
    const [, { DeletionPolicy, UpdateReplacePolicy }] = theOnly(resources, 'AWS::KMS::Key');
    expect({ DeletionPolicy, UpdateReplacePolicy }).toEqual({
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
  });

  test('encrypts the secret', () => {
    const [key] = theOnly(resources, 'AWS::KMS::Key');
    expect(theOnly(resources, 'AWS::SecretsManager::Secret')[1].Properties['KmsKeyId']).toEqual({
      'Fn::GetAtt': [key, 'Arn'],
    });
  });

  test('is not mentioned in the policy of a role', () => {
    expect(JSON.stringify(ofType(resources, 'AWS::IAM::Policy'))).not.toContain('kms:');
  });

  test('goes with a demo that asks for one', () => {
    const [, key] = theOnly(resourcesOf({ ...DESTROYED, encryption: 'customer-managed' }), 'AWS::KMS::Key');
    expect([key.DeletionPolicy, key.Properties['PendingWindowInDays']]).toEqual(['Delete', 7]);
  });
});

test.each<[string, Partial<Environment>, number]>([
  ['production has', { tier: 'production' }, 1],
  ['staging has', { tier: 'staging' }, 1],
  ['a demo does not have', { tier: 'demo', removal: 'destroy' }, 0],
  ['staging without encryption of its own does not have', { encryption: 'aws-managed' }, 0],
  ['an adopted secret does not have', { secret: ADOPTED.secret }, 0],
])('%s a key of its own', (_, row, keys) => {
  expect(Object.keys(ofType(resourcesOf({ ...RETAINED, ...row }), 'AWS::KMS::Key'))).toHaveLength(keys);
});

test('under the AWS-managed key the secret names no key', () => {
  const [, secret] = theOnly(resourcesOf({ ...RETAINED, encryption: 'aws-managed' }), 'AWS::SecretsManager::Secret');
  expect(secret.Properties).not.toHaveProperty('KmsKeyId');
});

describe('a key that exists already', () => {
  const statements = (resources: Resources) =>
    Object.values(ofType(resources, 'AWS::IAM::Policy'))
      .flatMap(({ Properties }) => Properties['PolicyDocument'])
      .flatMap((document) => Object.values(Object(document).Statement))
      .filter((statement) => Object(statement).Sid === 'UseKey');

  test('is used by the app’s role and the keeper’s, through Secrets Manager and for this secret only', () => {
    const use = (Action: string | string[]) => ({
      Sid: 'UseKey',
      Effect: 'Allow',
      Action,
      Resource: KEY_ARN,
      Condition: ONLY_FOR_SECRET,
    });
    const found = statements(resourcesOf({ ...ADOPTED, encryption: { keyArn: KEY_ARN } }));
    expect(found).toEqual([use('kms:Decrypt'), use(['kms:Decrypt', 'kms:GenerateDataKey'])]);
  });

  test('encrypts a created secret', () => {
    const resources = resourcesOf({ ...RETAINED, encryption: { keyArn: KEY_ARN } });
    expect(theOnly(resources, 'AWS::SecretsManager::Secret')[1].Properties['KmsKeyId']).toBe(KEY_ARN);
  });

  test.each([
    ['an alias', KEY_ARN.replace('key/', 'alias/')],
    ['a key in another Region', KEY_ARN.replace('eu-west-1', 'us-east-1')],
    ['an id', '00000000-0000-0000-0000-000000000000'],
  ])('is refused where it is %s', (_, keyArn) => {
    expect(() => stackOf({ ...ADOPTED, encryption: { keyArn } })).toThrow(
      `encryption.keyArn must be the complete ARN of a key in eu-west-1, not of an alias, got "${keyArn}"`,
    );
  });
});

test('an adopted secret under a key of the stack is refused', () => {
  expect(() => stackOf({ ...ADOPTED, encryption: 'customer-managed' })).toThrow(
    'encryption must not be customer-managed for an adopted secret, which keeps the key that it has',
  );
});

test('an unknown word for the encryption is refused', () => {
  const row: Environment = JSON.parse(JSON.stringify({ ...RETAINED, encryption: 'none' }));
  expect(() => stackOf(row)).toThrow('encryption must be customer-managed, aws-managed or { keyArn }, got "none"');
});
