import type { ExpectedRow } from './expected-row';
import { ADMINISTRATORS, READERS } from './groups';

/** Who may do what with the customer-managed key. */
export const ON_THE_KEY: readonly ExpectedRow[] = [
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
