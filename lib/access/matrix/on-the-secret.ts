import type { ExpectedRow } from './expected-row';
import { ADMINISTRATORS, everyoneBut, READERS } from './groups';

/** Who may do what with the secret. */
export const ON_THE_SECRET: readonly ExpectedRow[] = [
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
    actions: ['secretsmanager:DescribeSecret'],
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
