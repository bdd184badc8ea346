import { roleArn } from '../../environments/arn';
import { readerArns } from '../../environments/readers';
import type { AuditContext } from '../audit-context';
import * as when from '../conditions';
import type { EventDetection } from '../detection';
import { ABSENT, all, field } from '../expression';

/** What was done to the roles around the secret, and with them. */
export const ROLES: readonly EventDetection[] = [
  {
    id: 'role-changed',
    meaning:
      'Permissions or trust of a role around the secret were changed, or somebody tried, outside a deployment: the app’s, the keeper’s, another reader’s, the trail’s, or one of those that the CDK deploys with',
    severity: 'critical',
    // IAM records in us-east-1 whatever the Region of the caller, so no rule of this Region sees it.
    path: 'log',
    alarm: 'change',
    procedure: [
      'Compare the role with the template, deploy again, and look what its sessions did since.',
      'A changed trust lets somebody become the app or the keeper: look for [role-assumed](#role-assumed), and go on as for [value-read](#value-read).',
      'A `cdk bootstrap` changes the roles that the CDK deploys with, and is told of: nothing to do if it was meant.',
    ],
    when: (context) => {
      const names = guardedRoles(context).map((arn) => arn.slice(arn.lastIndexOf('/') + 1));
      return {
        always: all(when.CHANGES, when.anyoneButADeployment(context)),
        oneOf: [
          ...names.map((name) => when.parameter(['roleName'], name)),
          ...guardedPolicies(context).map((arn) => when.parameter(['policyArn'], arn)),
          ...names.map((name) => when.errorNames(`: role ${name}`)),
          ...guardedPolicies(context).map((arn) => when.errorNames(`: policy ${arn}`)),
        ],
      };
    },
  },
  {
    id: 'role-given',
    meaning:
      'The role of the app or of the keeper was given to a function, a task or a service, or somebody tried, outside a deployment',
    severity: 'critical',
    path: 'both',
    alarm: 'change',
    procedure: [
      'Whatever runs with the role may read the value, and the read looks like the app’s own. If nobody can explain it, take the role away from it and rotate every key.',
      'How: [a key leaked](#a-key-leaked).',
      'The cut-over gives the app’s role to the environment’s own service, by hand: nothing to do for that one.',
      'Look what the function, task or service ran, and who was allowed to pass the role on (`iam:PassRole`).',
    ],
    when: (context) => {
      const arns = [context.readers.appRoleArn, context.readers.keeperRoleArn];
      // ECS takes the name of a role as well.
      const inEcs = arns.map((arn) => arn.slice(arn.lastIndexOf('/'))).map((end) => [end.slice(1), { endsWith: end }]);
      return {
        always: all(when.CHANGES, when.anyoneButADeployment(context)),
        oneOf: [
          when.parameter(['role', 'instanceConfiguration.instanceRoleArn'], ...arns),
          ...inEcs.map((role) => when.parameter(['taskRoleArn', 'executionRoleArn'], ...role)),
          ...inEcs.map((role) => when.parameter(['overrides.taskRoleArn', 'overrides.executionRoleArn'], ...role)),
        ],
      };
    },
  },
  {
    id: 'role-assumed',
    meaning:
      'The role of the app or of the keeper was taken on by something else than the service that it is for, or somebody tried',
    severity: 'critical',
    path: 'both',
    alarm: 'access',
    procedure: [
      'A role that trusts one AWS service was taken on by another service, a person or a machine: its trust was changed. Put the trust back, revoke its sessions (IAM console, the role, Revoke sessions), and rotate every key.',
      'How: [a key leaked](#a-key-leaked).',
      'It shows at once, in the Region whose STS was asked, what [role-changed](#role-changed) tells of minutes later.',
      'The record has an `outcome`: it was tried in vain. Ask who it is.',
    ],
    when: ({ readers }) => ({
      always: when.service('sts'),
      oneOf: [
        all(when.parameter(['roleArn'], readers.keeperRoleArn), when.notThrough('lambda.amazonaws.com')),
        // By which name App Runner and ECS take on a role is not documented: any service is taken for the app's.
        all(when.parameter(['roleArn'], readers.appRoleArn), when.notThrough()),
      ],
    }),
  },
  {
    id: 'role-denied',
    meaning: 'Somebody tried to take on, or to pass on, the role of the app or of the keeper, and was denied',
    severity: 'high',
    path: 'both',
    alarm: 'access',
    procedure: [
      'Ask who it is, and look what else this principal did.',
      'Nothing was given. Whoever keeps trying is looking for a way to the value: end the sessions of that principal.',
    ],
    when: (context) => ({
      always: all(when.DENIED, when.anyoneButADeployment(context)),
      oneOf: [context.readers.appRoleArn, context.readers.keeperRoleArn].flatMap((arn) => {
        const role = arn.slice(arn.lastIndexOf(':'));
        // Where the role's trust refuses, STS's sentence ends with the role, without a reason (published messages).
        return [when.errorNames(role), field('errorMessage', { endsWith: role })];
      }),
    }),
  },
  {
    id: 'keeper-role-used',
    meaning: 'The keeper’s role was used by something else than the keeper’s function',
    severity: 'critical',
    path: 'both',
    alarm: 'access',
    procedure: [
      'Another function has the keeper’s role: the last part of `who` is its name. It may have read the value: take the role away from it and rotate every key.',
      'How: [a key leaked](#a-key-leaked).',
      'Look for [role-given](#role-given) before it, which says who gave it.',
    ],
    when: ({ place, readers, keeperFunction }) => {
      const role = readers.keeperRoleArn.slice(readers.keeperRoleArn.lastIndexOf('/') + 1);
      // Lambda calls the session of a function's role by the name of the function.
      const session = `arn:${place.partition}:sts::${place.account}:assumed-role/${role}/${keeperFunction}`;
      return {
        always: when.by(readers.keeperRoleArn),
        oneOf: [field('userIdentity.arn', ABSENT, { noneOf: [session] })],
      };
    },
  },
];

/** ARNs of the roles whose change opens or blinds something. */
function guardedRoles({ place, readers, names, trail, deploymentRoleArn, deployerRoleArn }: AuditContext): string[] {
  return [
    ...readerArns(readers),
    deploymentRoleArn,
    deployerRoleArn,
    ...(trail.mode === 'create' ? [roleArn(place, names.deliveryRole)] : []),
  ];
}

/** ARNs of the managed policies whose change widens what the app, an operator or an examiner may do. */
function guardedPolicies({ place, managedPolicyArns, ownPolicies }: AuditContext): string[] {
  return [
    ...managedPolicyArns,
    ...ownPolicies.map((name) => `arn:${place.partition}:iam::${place.account}:policy/${name}`),
  ];
}
