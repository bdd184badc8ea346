import type { Scenario } from '../scenario';
import { allowed, call, denied, readValue } from '../steps';

const DENIED = { immediate: ['denied'], log: ['access'] };

/** Somebody wants the value. */
export const READS: readonly Scenario[] = [
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
    undo: ({ secretName, secretPolicy }) => [
      call('secretsmanager', 'put_resource_policy', { SecretId: secretName, ResourcePolicy: secretPolicy }),
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
