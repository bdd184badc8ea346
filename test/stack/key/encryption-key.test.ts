import type { Environment } from '../../../lib/environments/row';
import { ADOPTED, DESTROYED, RETAINED } from '../../support/sample-environments';
import { ofType, type Resources, resourcesOf, theOnly } from '../../support/synthesized';
import { DEPLOYMENT_ROLE, inAccount, roleNamed } from '../../support/template-arns';

const KEY_ARN = 'arn:aws:kms:eu-west-1:111122223333:key/00000000-0000-0000-0000-000000000000';
const BREAK_GLASS = 'arn:aws:iam::111122223333:role/emergency/break-glass';

const APP = roleNamed('sample-instance-role');
const KEEPER = roleNamed('sample-secret-keeper-role');
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

const LOOKING_AFTER = [
  ...['kms:CancelKeyDeletion', 'kms:CreateAlias', 'kms:DeleteAlias', 'kms:DescribeKey', 'kms:DisableKey'],
  ...['kms:DisableKeyRotation', 'kms:EnableKey', 'kms:EnableKeyRotation', 'kms:GetKeyPolicy'],
  ...['kms:GetKeyRotationStatus', 'kms:ListGrants', 'kms:ListKeyPolicies', 'kms:ListKeyRotations'],
  ...['kms:ListResourceTags', 'kms:PutKeyPolicy', 'kms:RevokeGrant', 'kms:RotateKeyOnDemand'],
  ...['kms:ScheduleKeyDeletion', 'kms:TagResource', 'kms:UntagResource', 'kms:UpdateAlias'],
  'kms:UpdateKeyDescription',
];

const ACCOUNT = { AWS: inAccount(':iam::', ':root') };
const LOOK_AFTER = {
  Sid: 'AccountAdministers',
  Effect: 'Allow',
  Principal: ACCOUNT,
  Action: LOOKING_AFTER,
  Resource: '*',
};

const TRAIL = inAccount(':cloudtrail:eu-west-1:', ':trail/sample-audit');
const IN_ANY_REGION = inAccount(':cloudtrail:*:', ':trail/sample-audit');
const OF_TRAIL = { StringLike: { 'kms:EncryptionContext:aws:cloudtrail:arn': IN_ANY_REGION } };

function useOfTrail(Sid: string, Principal: object, Action: string, Condition: object) {
  return { Sid, Effect: 'Allow', Principal, Action, Resource: '*', Condition };
}

const CLOUDTRAIL = { Service: 'cloudtrail.amazonaws.com' };
const BY_TRAIL = { StringEquals: { 'aws:SourceArn': TRAIL } };
const FOR_TRAIL = [
  useOfTrail('TrailDescribesKey', CLOUDTRAIL, 'kms:DescribeKey', BY_TRAIL),
  useOfTrail('TrailEncryptsFiles', CLOUDTRAIL, 'kms:GenerateDataKey*', { ...BY_TRAIL, ...OF_TRAIL }),
  useOfTrail('AccountReadsFiles', ACCOUNT, 'kms:Decrypt', {
    StringEquals: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' },
    ...OF_TRAIL,
  }),
];

function keyPolicyOf(resources: Resources) {
  return theOnly(resources, 'AWS::KMS::Key')[1].Properties['KeyPolicy'];
}

describe('the customer-managed key', () => {
  let resources: Resources;
  beforeEach(() => {
    resources = resourcesOf({ ...RETAINED, breakGlassRoleArns: [BREAK_GLASS] });
  });

  test('is used by exactly the readers, the writers and the trail, and administered by the account', () => {
    expect(keyPolicyOf(resources)).toEqual({
      Version: '2012-10-17',
      Statement: [
        LOOK_AFTER,
        useOfKey('ReadersDecrypt', 'kms:Decrypt', [APP, KEEPER, BREAK_GLASS]),
        useOfKey('WritersWrite', ['kms:Decrypt', 'kms:GenerateDataKey'], [KEEPER, DEPLOYMENT_ROLE]),
        ...FOR_TRAIL,
      ],
    });
  });

  test('is not used by a trail that is not the stack’s own', () => {
    const audit = { ...RETAINED.audit, trail: { mode: 'existing', logGroupName: 'account-trail' } } as const;
    expect(keyPolicyOf(resourcesOf({ ...RETAINED, audit }))).toEqual({
      Version: '2012-10-17',
      Statement: [
        LOOK_AFTER,
        useOfKey('ReadersDecrypt', 'kms:Decrypt', [APP, KEEPER]),
        useOfKey('WritersWrite', ['kms:Decrypt', 'kms:GenerateDataKey'], [KEEPER, DEPLOYMENT_ROLE]),
      ],
    });
  });

  test('encrypts the trail’s files', () => {
    const [key] = theOnly(resources, 'AWS::KMS::Key');
    expect(theOnly(resources, 'AWS::CloudTrail::Trail')[1].Properties['KMSKeyId']).toEqual({
      'Fn::GetAtt': [key, 'Arn'],
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
});

describe('the key of a demo that asks for one', () => {
  const DEMO = { ...DESTROYED, encryption: 'customer-managed', audit: RETAINED.audit } as const;

  test('goes with the stack', () => {
    const [, key] = theOnly(resourcesOf(DEMO), 'AWS::KMS::Key');
    expect([key.DeletionPolicy, key.Properties['PendingWindowInDays']]).toEqual(['Delete', 7]);
  });

  test('does not take the trail’s files along, which outlive the stack', () => {
    const resources = resourcesOf(DEMO);
    expect(theOnly(resources, 'AWS::CloudTrail::Trail')[1].Properties).not.toHaveProperty('KMSKeyId');
    expect(JSON.stringify(keyPolicyOf(resources))).not.toContain('cloudtrail');
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
    const use = (...Action: string[]) => ({
      Sid: 'UseKey',
      Effect: 'Allow',
      Action,
      Resource: [KEY_ARN],
      Condition: ONLY_FOR_SECRET,
    });
    const found = statements(resourcesOf({ ...ADOPTED, encryption: { keyArn: KEY_ARN } }));
    expect(found).toEqual([use('kms:Decrypt'), use('kms:Decrypt', 'kms:GenerateDataKey')]);
  });

  test('encrypts a created secret', () => {
    const resources = resourcesOf({ ...RETAINED, encryption: { keyArn: KEY_ARN } });
    expect(theOnly(resources, 'AWS::SecretsManager::Secret')[1].Properties['KmsKeyId']).toBe(KEY_ARN);
  });
});
