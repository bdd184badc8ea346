import type { Deployed, Row } from '../scenario';
import { allowed, call, denied, policyText, readValue } from '../steps';

const DENIED = { immediate: ['denied'], log: ['access'] };

const policyBack = ({ secretName, secretPolicy }: Deployed) => [
  call('secretsmanager', 'put_resource_policy', { SecretId: secretName, ResourcePolicy: secretPolicy }),
];

/** Somebody wants the value. */
export const READS: readonly Row[] = [
  {
    id: 'read-as-admin',
    attempt: 'an administrator reads the value',
    steps: [denied('admin', readValue)],
    heard: DENIED,
  },
  { id: 'read-as-root', attempt: 'the root user reads the value', steps: [denied('root', readValue)], heard: DENIED },
  {
    id: 'read-as-deployer',
    attempt: 'who may only deploy reads the value',
    steps: [denied('deployer', readValue)],
    heard: DENIED,
  },
  {
    id: 'read-as-operator',
    attempt: 'an operator reads the value past the keeper',
    steps: [denied('operator', readValue)],
    heard: DENIED,
  },
  {
    id: 'read-as-stranger',
    attempt: 'a role without a policy reads the value, by its complete ARN',
    steps: [denied('stranger', ({ secretArn }) => call('secretsmanager', 'get_secret_value', { SecretId: secretArn }))],
    heard: DENIED,
  },
  {
    id: 'batch-read',
    attempt: 'an administrator reads the secret in a batch that names it',
    steps: [
      allowed('admin', ({ secretName }) =>
        call('secretsmanager', 'batch_get_secret_value', { SecretIdList: [secretName] }),
      ),
    ],
    heard: { immediate: ['batch-read', 'denied'], log: ['access'] },
  },
  {
    id: 'batch-read-by-filter',
    attempt: 'an administrator reads the secret in a batch by a filter',
    steps: [
      allowed('admin', ({ secretName }) =>
        call('secretsmanager', 'batch_get_secret_value', { Filters: [{ Key: 'name', Values: [secretName] }] }),
      ),
    ],
    heard: { immediate: ['batch-read', 'denied'], log: ['access'] },
  },
  {
    id: 'policy-away-first',
    attempt: 'an administrator takes the secret’s policy away, then reads: the key’s policy still refuses',
    steps: [
      allowed('admin', ({ secretName }) => call('secretsmanager', 'delete_resource_policy', { SecretId: secretName })),
      denied('admin', readValue),
    ],
    heard: { immediate: ['settings-changed'], log: ['change'] },
    undo: policyBack,
  },
  {
    id: 'key-changed-first',
    attempt:
      'an administrator takes the policy away, then puts the secret under the AWS-managed key: refused by its own key',
    steps: [
      allowed('admin', ({ secretName }) => call('secretsmanager', 'delete_resource_policy', { SecretId: secretName })),
      denied('admin', ({ secretName }) =>
        call('secretsmanager', 'update_secret', { SecretId: secretName, KmsKeyId: 'alias/aws/secretsmanager' }),
      ),
      denied('admin', readValue),
    ],
    heard: { immediate: ['settings-changed'], log: ['change'] },
    undo: policyBack,
  },
  {
    id: 'both-policies-opened',
    attempt: 'an administrator opens the secret’s policy and the key’s, then reads the value',
    steps: [
      allowed('admin', ({ secretName }) => call('secretsmanager', 'delete_resource_policy', { SecretId: secretName })),
      allowed('admin', ({ keyId }) =>
        call('kms', 'put_key_policy', {
          KeyId: keyId,
          PolicyName: 'default',
          Policy: policyText({ Effect: 'Allow', Principal: '*', Action: 'kms:*', Resource: '*' }),
        }),
      ),
      allowed('admin', readValue),
    ],
    heard: {
      immediate: ['key-changed', 'settings-changed', 'value-decrypted', 'value-read'],
      log: ['access', 'change'],
    },
    undo: (deployed) => [
      ...policyBack(deployed),
      call('kms', 'put_key_policy', { KeyId: deployed.keyId, PolicyName: 'default', Policy: deployed.keyPolicy }),
    ],
  },
  {
    id: 'break-glass',
    attempt: 'a break-glass role of the row reads the value',
    steps: [allowed('break-glass', readValue)],
    heard: { immediate: ['break-glass'], log: ['access'] },
  },
  {
    id: 'many-reads',
    attempt: 'the app’s role reads the value 13 times within an hour',
    steps: Array.from({ length: 13 }, () => allowed('app', readValue)),
    heard: { immediate: [], log: ['many-reads'] },
  },
];
