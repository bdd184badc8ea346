import type { ExpectedRow } from './expected-row';
import { ADMINISTRATORS, everyoneBut, IAM_ADMINISTRATORS, INVOKERS, READERS } from './who';

/** Who may do what with the keeper and the roles. */
const AROUND_THEM: readonly ExpectedRow[] = [
  {
    what: 'invoke the keeper',
    on: ['keeper'],
    actions: ['lambda:InvokeFunction'],
    allowed: INVOKERS,
    denied: everyoneBut(INVOKERS),
  },
  {
    what: 'invoke it by a URL, or by the operation of old',
    on: ['keeper'],
    actions: ['lambda:InvokeFunctionUrl', 'lambda:InvokeAsync'],
    allowed: ['deployment'],
    denied: everyoneBut(INVOKERS),
  },
  {
    what: 'change the keeper',
    on: ['keeper'],
    actions: [
      ...['lambda:UpdateFunctionCode', 'lambda:UpdateFunctionConfiguration', 'lambda:PublishVersion'],
      ...['lambda:AddPermission', 'lambda:RemovePermission', 'lambda:PutResourcePolicy', 'lambda:DeleteResourcePolicy'],
    ],
    allowed: ADMINISTRATORS,
  },
  {
    what: 'take on the role of the app or of the keeper',
    on: ['app role', 'keeper role'],
    actions: ['sts:AssumeRole'],
    allowed: [],
  },
  {
    what: 'publish to the alerts’ topic',
    on: ['topic'],
    actions: ['sns:Publish'],
    allowed: ['keeper', ...ADMINISTRATORS],
  },
  {
    what: 'change these roles',
    on: ['app role', 'keeper role'],
    actions: ['iam:PutRolePolicy', 'iam:AttachRolePolicy', 'iam:UpdateAssumeRolePolicy', 'iam:PassRole'],
    allowed: IAM_ADMINISTRATORS,
  },
];

/** Who may do what with the customer-managed key. */
const ON_THE_KEY: readonly ExpectedRow[] = [
  {
    what: 'decrypt the value, through Secrets Manager',
    on: ['key'],
    actions: ['kms:Decrypt'],
    circumstances: ['through Secrets Manager'],
    allowed: [...READERS, 'deployment'],
  },
  {
    what: 'encrypt a value, through Secrets Manager',
    on: ['key'],
    actions: ['kms:GenerateDataKey'],
    circumstances: ['through Secrets Manager'],
    allowed: ['keeper', 'deployment'],
  },
  {
    what: 'read the trail’s files, through S3',
    on: ['key'],
    actions: ['kms:Decrypt'],
    circumstances: ['for the trail’s files'],
    allowed: ADMINISTRATORS,
  },
  {
    what: 'write a file of the trail, as CloudTrail does',
    on: ['key'],
    actions: ['kms:GenerateDataKey'],
    circumstances: ['for the trail’s files'],
    allowed: [],
  },
  {
    what: 'decrypt or encrypt in any other way',
    on: ['key'],
    actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    circumstances: ['in any other way'],
    allowed: [],
  },
  {
    what: 'let somebody else use the key, or encrypt anew under another key',
    on: ['key'],
    actions: ['kms:CreateGrant', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'],
    circumstances: ['through Secrets Manager', 'for the trail’s files', 'in any other way'],
    allowed: [],
  },
  {
    what: 'change its policy',
    on: ['key'],
    actions: ['kms:PutKeyPolicy'],
    allowed: ADMINISTRATORS,
  },
  {
    what: 'look after the key',
    on: ['key'],
    actions: [
      ...['kms:DisableKey', 'kms:EnableKey', 'kms:ScheduleKeyDeletion', 'kms:CancelKeyDeletion'],
      ...['kms:EnableKeyRotation', 'kms:DisableKeyRotation', 'kms:RotateKeyOnDemand', 'kms:UpdateKeyDescription'],
      ...['kms:TagResource', 'kms:UntagResource', 'kms:CreateAlias', 'kms:UpdateAlias', 'kms:DeleteAlias'],
      ...['kms:DescribeKey', 'kms:GetKeyPolicy', 'kms:GetKeyRotationStatus', 'kms:ListKeyRotations'],
      ...['kms:ListKeyPolicies', 'kms:ListResourceTags', 'kms:ListGrants', 'kms:RevokeGrant'],
    ],
    allowed: ADMINISTRATORS,
  },
  {
    what: 'any other use of the key',
    on: ['key'],
    actions: { restOf: 'kms' },
    circumstances: ['through Secrets Manager', 'for the trail’s files', 'in any other way'],
    allowed: [],
  },
];

/** Who may do what with the secret. */
const ON_THE_SECRET: readonly ExpectedRow[] = [
  {
    what: 'read the value',
    on: ['secret'],
    actions: ['secretsmanager:GetSecretValue'],
    allowed: READERS,
    denied: everyoneBut(READERS),
  },
  {
    what: 'write a version, or move a label',
    on: ['secret'],
    actions: ['secretsmanager:PutSecretValue', 'secretsmanager:UpdateSecretVersionStage'],
    allowed: ['keeper', ...ADMINISTRATORS],
  },
  {
    what: 'record when a key was made',
    on: ['secret'],
    actions: ['secretsmanager:TagResource'],
    circumstances: ['record tags'],
    allowed: ['keeper', ...ADMINISTRATORS],
  },
  {
    what: 'set any other tag',
    on: ['secret'],
    actions: ['secretsmanager:TagResource'],
    circumstances: ['other tags'],
    allowed: ADMINISTRATORS,
  },
  {
    what: 'take a tag away, also a record',
    on: ['secret'],
    actions: ['secretsmanager:UntagResource'],
    circumstances: ['record tags', 'other tags'],
    allowed: ADMINISTRATORS,
  },
  {
    what: 'see its tags and versions',
    on: ['secret'],
    actions: ['secretsmanager:DescribeSecret', 'secretsmanager:ListSecretVersionIds'],
    allowed: ['keeper', ...ADMINISTRATORS],
  },
  {
    what: 'anything else with the secret: policy, deletion, restore, rotation, replication',
    on: ['secret'],
    actions: { restOf: 'secretsmanager' },
    allowed: ADMINISTRATORS,
  },
  {
    what: 'anything with another secret',
    on: ['other secret'],
    actions: { restOf: 'secretsmanager' },
    allowed: ADMINISTRATORS,
  },
  {
    what: 'what concerns no single secret (a batch needs GetSecretValue for each)',
    on: ['account'],
    actions: ['secretsmanager:BatchGetSecretValue', 'secretsmanager:GetRandomPassword', 'secretsmanager:ListSecrets'],
    allowed: ADMINISTRATORS,
  },
];

/**
 * Who may do what in an environment with a customer-managed key and a list of operators. The simulation proves that the
 * synthesised policies say exactly this.
 */
export const EXPECTED_ACCESS: readonly ExpectedRow[] = [...ON_THE_SECRET, ...ON_THE_KEY, ...AROUND_THEM];
