import { EXPECTED_ACCESS } from '../../lib/access/expected-access';
import type { Target } from '../../lib/access/expected-row';
import { type Resources, resourcesOf } from '../support/synthesized';
import { deviations } from './support/deviations';
import { NAMED, SIMULATED } from './support/simulated-environment';
import { lacking, rewritten } from './support/widened';

const SECRET_POLICY = 'AWS::SecretsManager::ResourcePolicy';
const FUNCTION_POLICY = 'AWS::Lambda::ResourcePolicy';
const ROLE_POLICY = 'AWS::IAM::Policy';
const KEY = 'AWS::KMS::Key';
const ADMINISTRATOR =
  'arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Administrator_abcdef';

const THROUGH_S3 = '"kms:ViaService":"s3.eu-west-1.amazonaws.com"';
const FOR_TRAIL =
  '"kms:EncryptionContext:aws:cloudtrail:arn":{"Fn::Join":["",["arn:",{"Ref":"AWS::Partition"},' +
  '":cloudtrail:*:",{"Ref":"AWS::AccountId"},":trail/sample-audit"]]}';

const rewrite = (type: string, from: string, to: string) => (resources: Resources) =>
  rewritten(resources, { type, from, to });

const AS_SYNTHESIZED = resourcesOf(SIMULATED);

type Widening = (resources: Resources) => Resources;

test.each<[string, { readonly widen: Widening; readonly on: Target; readonly reported: string }]>([
  [
    'one more reader in the deny',
    {
      widen: rewrite(SECRET_POLICY, `"${NAMED.breakGlass}"`, `"${NAMED.breakGlass}","${ADMINISTRATOR}"`),
      on: 'secret',
      reported: 'secretsmanager:GetSecretValue on the secret by administrator: expected denied, got yes',
    },
  ],
  [
    'a wildcard in a reader',
    {
      widen: rewrite(SECRET_POLICY, NAMED.breakGlass, 'arn:aws:iam::111122223333:role/aws-reserved/*'),
      on: 'secret',
      reported: 'secretsmanager:GetSecretValue on the secret by administrator: expected denied, got yes',
    },
  ],
  [
    'no deny of reading',
    {
      widen: (resources) => lacking(resources, SECRET_POLICY),
      on: 'secret',
      reported: 'secretsmanager:GetSecretValue on the secret by root: expected denied, got yes',
    },
  ],
  [
    'a deny of another action',
    {
      widen: rewrite(SECRET_POLICY, 'secretsmanager:GetSecretValue', 'secretsmanager:BatchGetSecretValue'),
      on: 'secret',
      reported: 'secretsmanager:GetSecretValue on the secret by power user: expected denied, got yes',
    },
  ],
  [
    'a deny that also denies repairing it',
    {
      widen: rewrite(SECRET_POLICY, 'secretsmanager:GetSecretValue', 'secretsmanager:*'),
      on: 'secret',
      reported: 'secretsmanager:PutResourcePolicy on the secret by deployment: expected yes, got denied',
    },
  ],
  [
    'an Allow in the secret’s policy',
    {
      widen: rewrite(SECRET_POLICY, '"Effect":"Deny"', '"Effect":"Allow"'),
      on: 'secret',
      reported: 'secretsmanager:GetSecretValue on the secret by unsigned: expected denied, got yes',
    },
  ],
  [
    'a wildcard among the app’s actions',
    {
      widen: rewrite(ROLE_POLICY, '"Action":["secretsmanager:GetSecretValue"]', '"Action":"secretsmanager:*"'),
      on: 'secret',
      reported: 'secretsmanager:PutSecretValue on the secret by app: expected no, got yes',
    },
  ],
  [
    'a wildcard for the secret that the app reads',
    {
      widen: rewrite(
        ROLE_POLICY,
        '"Action":["secretsmanager:GetSecretValue"],"Resource":[{"Fn::GetAtt":["SecretA720EF05","Id"]}]',
        '"Action":["secretsmanager:GetSecretValue"],"Resource":"*"',
      ),
      on: 'other secret',
      reported: 'secretsmanager:GetSecretValue on the other secret by app: expected no, got yes',
    },
  ],
  [
    'any tag for the keeper',
    {
      widen: rewrite(ROLE_POLICY, 'kaizencoach:*', '*'),
      on: 'secret',
      reported: 'secretsmanager:TagResource on the secret with another tag by keeper: expected no, got yes',
    },
  ],
  [
    'a key for every secret',
    {
      widen: rewrite(KEY, ':secret:sample-app-secrets-??????', ':secret:*'),
      on: 'key',
      reported: 'kms:Decrypt on the key for another secret by app: expected no, got yes',
    },
  ],
  [
    'a key for secrets whose names go on',
    {
      widen: rewrite(KEY, ':secret:sample-app-secrets-??????', ':secret:sample-app-secrets-*'),
      on: 'key',
      reported: 'kms:Decrypt on the key for a secret whose name goes on by app: expected no, got yes',
    },
  ],
  [
    'a key for every service',
    {
      widen: rewrite(KEY, ',"kms:ViaService":"secretsmanager.eu-west-1.amazonaws.com"', ''),
      on: 'key',
      reported: 'kms:Decrypt on the key through another service by app: expected no, got yes',
    },
  ],
  [
    'a key for the trail’s files without S3',
    {
      widen: rewrite(KEY, `"StringEquals":{${THROUGH_S3}},`, ''),
      on: 'key',
      reported: 'kms:Decrypt on the key for the trail, directly by administrator: expected no, got yes',
    },
  ],
  [
    'a key for whatever S3 holds',
    {
      widen: rewrite(KEY, `${THROUGH_S3}},"StringLike":{${FOR_TRAIL}`, THROUGH_S3),
      on: 'key',
      reported: 'kms:Decrypt on the key for the secret, through S3 by administrator: expected no, got yes',
    },
  ],
  [
    'a key for the files of other trails',
    {
      widen: rewrite(
        KEY,
        `${THROUGH_S3}},"StringLike":{${FOR_TRAIL}`,
        `${THROUGH_S3}},"StringLike":{${FOR_TRAIL.replace('sample-audit', '*')}`,
      ),
      on: 'key',
      reported: 'kms:Decrypt on the key for another trail by administrator: expected no, got yes',
    },
  ],
  [
    'a key whose administrators get everything',
    {
      widen: rewrite(KEY, '"kms:PutKeyPolicy"', '"kms:PutKeyPolicy","kms:*"'),
      on: 'key',
      reported: 'kms:CreateGrant on the key directly by administrator: expected no, got yes',
    },
  ],
  [
    'one more reader of the key',
    {
      widen: rewrite(KEY, `"${NAMED.breakGlass}"`, `"${NAMED.breakGlass}","${ADMINISTRATOR}"`),
      on: 'key',
      reported: 'kms:Decrypt on the key through Secrets Manager by administrator: expected no, got yes',
    },
  ],
  [
    'no deny of invoking the keeper',
    {
      widen: (resources) => lacking(resources, FUNCTION_POLICY),
      on: 'keeper',
      reported: 'lambda:InvokeFunction on the keeper by administrator: expected denied, got yes',
    },
  ],
  [
    'one more operator',
    {
      widen: rewrite(FUNCTION_POLICY, `"${NAMED.operator}"`, `"${NAMED.operator}","arn:aws:iam::111122223333:root"`),
      on: 'keeper',
      reported: 'lambda:InvokeFunction on the keeper by root: expected denied, got yes',
    },
  ],
  [
    'a role that the account may take on',
    {
      widen: rewrite('AWS::IAM::Role', '"Service":"lambda.amazonaws.com"', '"AWS":"arn:aws:iam::111122223333:root"'),
      on: 'keeper role',
      reported: 'sts:AssumeRole on the keeper role by administrator: expected no, got yes',
    },
  ],
])('is caught: %s', async (_, { widen, on, reported }) => {
  // GIVEN
  const rows = EXPECTED_ACCESS.filter((row) => row.on.includes(on));

  // WHEN
  const resources = widen(AS_SYNTHESIZED);

  // THEN
  const isReported = (words: string) => reported.startsWith(`${words} by `);
  expect(await deviations(resources, rows, isReported)).toContain(reported);
});

test('is refused: a role with a managed policy whose content the simulation does not know', async () => {
  const managedPolicyArns = ['arn:aws:iam::111122223333:policy/sample-app-data'];
  const resources = resourcesOf({ ...SIMULATED, managedPolicyArns });
  await expect(deviations(resources, EXPECTED_ACCESS)).rejects.toThrow('Invalid type: Expected never');
});
