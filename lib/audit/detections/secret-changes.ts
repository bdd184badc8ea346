import * as when from '../conditions';
import type { EventDetection } from '../detection';
import { all, any, field } from '../expression';

/** What was done to the secret. */
export const SECRET_CHANGES: readonly EventDetection[] = [
  {
    id: 'value-changed',
    meaning: 'The value, a version label or a record was changed by something else than the keeper',
    severity: 'critical',
    path: 'both',
    alarm: 'change',
    whatToDo:
      'Look at the status of every key: a hand-made edit can drop one. Roll back if nobody can explain the change.',
    when: (context) =>
      all(
        when.anyoneButADeployment(context, context.readers.keeperRoleArn),
        when.SUCCEEDED,
        when.namesSecret(context),
        when.operation('PutSecretValue', 'UpdateSecret', 'UpdateSecretVersionStage', 'TagResource', 'UntagResource'),
      ),
  },
  {
    id: 'settings-changed',
    meaning: 'The policy, deletion, replication or rotation of the secret was changed outside a deployment',
    severity: 'critical',
    path: 'both',
    alarm: 'change',
    whatToDo:
      'If the secret is to be deleted, restore it at once. Deploy again to put the policy back. Find out who it was.',
    when: (context) =>
      all(
        when.anyoneButADeployment(context),
        when.SUCCEEDED,
        any(
          all(
            when.namesSecret(context),
            when.operation(
              'PutResourcePolicy',
              'DeleteResourcePolicy',
              'DeleteSecret',
              'RestoreSecret',
              'RotateSecret',
              'CancelRotateSecret',
              'ReplicateSecretToRegions',
              'RemoveRegionsFromReplication',
              'StopReplicationToReplica',
            ),
          ),
          all(when.operation('CreateSecret'), field('requestParameters.name', context.secretName)),
        ),
      ),
  },
];
