import * as when from '../conditions';
import type { EventDetection } from '../detection';
import { all } from '../expression';

/** Operations on the value, its labels and its records, which are the keeper's to do. */
const OF_THE_KEEPER = ['PutSecretValue', 'UpdateSecret', 'UpdateSecretVersionStage', 'TagResource', 'UntagResource'];

/** What was done to the secret. */
export const SECRET_CHANGES: readonly EventDetection[] = [
  {
    id: 'value-changed',
    meaning: 'The value, a version label or a record was changed by something else than the keeper',
    severity: 'critical',
    path: 'both',
    alarm: 'change',
    procedure: [
      'Run the command doctor for this environment: it names what a hand-made edit dropped or broke, and ends in the commands that mend it.',
      '`npx kaizencoach-secrets doctor <environment>`, then its commands as they stand there: `recover` brings back what was dropped or broken and leaves the rest of the edit as it is. If nobody can explain the change itself: `rollback`.',
      'Do it before the next write: a second edit by hand pushes the good version out of AWSPREVIOUS.',
      'A moved label, too, is a change: compare the version id with the one in the last notice [keeper-wrote](#keeper-wrote).',
    ],
    when: (context) => ({
      always: all(
        when.anyoneButADeployment(context, context.readers.keeperRoleArn),
        when.SUCCEEDED,
        when.namesSecret(context),
      ),
      oneOf: OF_THE_KEEPER.map((name) => when.operation(name)),
    }),
  },
  {
    id: 'settings-changed',
    meaning:
      'The policy, deletion, replication or rotation of the secret was changed, or somebody tried, outside a deployment',
    severity: 'critical',
    path: 'both',
    alarm: 'change',
    procedure: [
      'If the secret is to be deleted, restore it at once. Deploy again to put the policy back. Find out who it was.',
      'The record’s `outcome` is an error, such as `PublicPolicyException`: nothing was changed, but somebody tried.',
      'Scheduled for deletion: [the secret was deleted](#the-secret-was-deleted).',
      'While the policy was away, everyone with `GetSecretValue` could read (with a customer-managed key: only the readers): look for [value-read](#value-read) in that time.',
      'A replica in another Region keeps the value when the primary is protected again: remove it.',
    ],
    when: (context) => ({
      always: all(when.CHANGES, when.anyoneButADeployment(context)),
      oneOf: [
        all(when.namesSecret(context), when.operation({ noneOf: OF_THE_KEEPER })),
        all(when.parameter(['name'], context.secretName), when.operation('CreateSecret')),
      ],
    }),
  },
];
