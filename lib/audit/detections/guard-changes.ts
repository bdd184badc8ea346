import { readerArns } from '../../environments/readers';
import type { AuditContext } from '../audit-context';
import * as when from '../conditions';
import type { EventDetection } from '../detection';
import { all, any, field } from '../expression';

/** What was done to that which guards the secret: roles, keeper and key. */
export const GUARD_CHANGES: readonly EventDetection[] = [
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
            when.CHANGES,
            when.anyoneButADeployment(context),
            any(
              field('requestParameters.keyId', context.key.id, context.key.arn),
              field('errorMessage', { contains: context.key.arn }),
            ),
          ),
  },
];

/** Names, without paths, which is how IAM's operations take them. */
function rolesOf({ readers, names, trail }: AuditContext): string[] {
  const roles = readerArns(readers).map((arn) => arn.slice(arn.lastIndexOf('/') + 1));
  return trail.mode === 'create' ? [...roles, names.deliveryRole] : roles;
}
