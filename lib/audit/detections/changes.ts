import * as when from '../conditions';
import type { EventDetection } from '../detection';
import { all, any, field } from '../expression';

/** What was done to the secret, its key, its roles and its keeper. */
export const CHANGES: readonly EventDetection[] = [
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
  {
    id: 'role-changed',
    meaning: 'Permissions or trust of a role around the secret were changed, or somebody tried, outside a deployment',
    severity: 'critical',
    // IAM records in us-east-1 whatever the Region of the caller.
    path: 'log',
    alarm: 'change',
    whatToDo: 'Compare the role with the template, deploy again, and look what its sessions did since.',
    when: (context) =>
      all(
        when.service('iam'),
        when.CHANGES,
        when.anyoneButADeployment(context),
        any(
          field('requestParameters.roleName', ...rolesOf(context)),
          ...(context.managedPolicyArns.length === 0
            ? []
            : [field('requestParameters.policyArn', ...context.managedPolicyArns)]),
        ),
      ),
  },
  {
    id: 'keeper-changed',
    meaning: 'The keeper’s code, settings or permissions were changed, or somebody tried, outside a deployment',
    severity: 'critical',
    path: 'both',
    alarm: 'change',
    whatToDo: 'The keeper reads the value: treat it as read. Deploy again, then rotate every key.',
    when: (context) =>
      all(
        when.service('lambda'),
        when.CHANGES,
        when.anyoneButADeployment(context),
        any(
          when.namesKeeper(context),
          field('requestParameters.resourceArn', { contains: `:function:${context.keeperFunction}` }),
          field('errorMessage', { contains: `:function:${context.keeperFunction}` }),
        ),
      ),
  },
  {
    id: 'key-changed',
    meaning:
      'The encryption key was changed, disabled or scheduled for deletion, or somebody tried, outside a deployment',
    severity: 'critical',
    path: 'both',
    alarm: 'change',
    whatToDo:
      'Cancel the deletion and enable the key: without it nobody can read the secret. Compare its policy, look for grants.',
    when: (context) =>
      context.key === undefined
        ? undefined
        : all(
            when.service('kms'),
            when.CHANGES,
            when.anyoneButADeployment(context),
            any(
              field('requestParameters.keyId', context.key.id, context.key.arn),
              field('errorMessage', { contains: context.key.arn }),
            ),
          ),
  },
];

function rolesOf(context: Parameters<EventDetection['when']>[0]): string[] {
  const { readers, names, trail } = context;
  const arns = [
    readers.appRoleArn,
    readers.keeperRoleArn,
    ...readers.breakGlassRoleArns,
    ...readers.transitionReaders.map(({ arn }) => arn),
  ];
  const roles = arns.map((arn) => arn.slice(arn.lastIndexOf('/') + 1));
  return trail.mode === 'create' ? [...roles, names.deliveryRole] : roles;
}
