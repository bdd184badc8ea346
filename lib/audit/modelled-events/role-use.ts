import { ADMIN, change, DEVELOPER, deniedChange, PERSON_AS_DEPLOYMENT, type Row } from './calls';
import { DEPLOYMENT, denied, IAM_USER, type Record, record, service, session } from './records';
import { PLACE, ROLES, SECRET_NAME } from './subject';

const CREATE_FUNCTION = 'CreateFunction20150331';

/** STS's record of taking on a role. */
function assume(who: Record, roleArn: string): Record {
  return record(who, 'sts', 'AssumeRole', { parameters: { roleArn, roleSessionName: 'session' }, readOnly: true });
}

/** A session of the keeper's role in the function called `name`. */
function keeperRoleIn(name: string): Record {
  return {
    ...session(ROLES.keeper),
    arn: `arn:aws:sts::${PLACE.account}:assumed-role/sample-secret-keeper-role/${name}`,
  };
}

/** Roles given away, taken on and used; and their harmless neighbours. */
export const ROLE_USE: readonly Row[] = [
  // Given away.
  [
    'an administrator makes a function with the keeper’s role',
    change(ADMIN, 'lambda', CREATE_FUNCTION, { functionName: 'other', role: ROLES.keeper }),
    ['role-given'],
  ],
  [
    'an administrator gives another function the app’s role',
    change(ADMIN, 'lambda', 'UpdateFunctionConfiguration20150331v2', { functionName: 'other', role: ROLES.app }),
    ['role-given'],
  ],
  [
    'a person with the deployment role gives a service the app’s role',
    change(PERSON_AS_DEPLOYMENT, 'apprunner', 'CreateService', {
      serviceName: 'other',
      instanceConfiguration: { instanceRoleArn: ROLES.app },
    }),
    ['role-given'],
  ],
  ...[
    { taskRoleArn: ROLES.app },
    { executionRoleArn: 'sample-instance-role' },
    { overrides: { taskRoleArn: ROLES.app } },
    { overrides: { executionRoleArn: 'sample-secret-keeper-role' } },
  ].map(
    (parameters) =>
      [
        `a developer gives a task ${JSON.stringify(parameters)}`,
        change(DEVELOPER, 'ecs', 'RunTask', parameters),
        ['role-given'],
      ] as const,
  ),
  [
    'a deployment gives the keeper its role',
    change(DEPLOYMENT, 'lambda', CREATE_FUNCTION, { functionName: 'sample-secret-keeper', role: ROLES.keeper }),
    [],
  ],
  [
    'a function gets a role whose name ends alike',
    change(ADMIN, 'lambda', CREATE_FUNCTION, { functionName: 'other', role: ROLES.app.replace('sample', 'a-sample') }),
    [],
  ],
  [
    'a developer may not pass the keeper’s role on',
    {
      ...denied(DEVELOPER, 'iam', 'PassRole', ROLES.keeper),
      eventSource: 'lambda.amazonaws.com',
      eventName: CREATE_FUNCTION,
      readOnly: false,
    },
    ['role-denied'],
  ],

  // Taken on.
  ['a user takes on the app’s role', assume(IAM_USER, ROLES.app), ['role-assumed']],
  ['an administrator takes on the keeper’s role', assume(ADMIN, ROLES.keeper), ['role-assumed']],
  ['EC2 takes on the keeper’s role', assume(service('ec2.amazonaws.com'), ROLES.keeper), ['role-assumed']],
  ['Lambda takes on the keeper’s role', assume(service('lambda.amazonaws.com'), ROLES.keeper), []],
  ['App Runner takes on the app’s role', assume(service('tasks.apprunner.amazonaws.com'), ROLES.app), []],
  ['a developer takes on another role', assume(IAM_USER, ROLES.developer), []],
  ['a developer may not take on the app’s role', denied(DEVELOPER, 'sts', 'AssumeRole', ROLES.app), ['role-denied']],
  [
    'an administrator may not take on the keeper’s role, which does not trust them: STS’s sentence ends with the role',
    record(ADMIN, 'sts', 'AssumeRole', {
      error: 'AccessDenied',
      message: `User: ${ADMIN['arn']} is not authorized to perform: sts:AssumeRole on resource: ${ROLES.keeper}`,
      readOnly: true,
    }),
    ['role-denied'],
  ],
  [
    'an administrator may not take on a role whose name begins alike',
    record(ADMIN, 'sts', 'AssumeRole', {
      error: 'AccessDenied',
      message: `User: ${ADMIN['arn']} is not authorized to perform: sts:AssumeRole on resource: ${ROLES.keeper}-2`,
      readOnly: true,
    }),
    [],
  ],
  ['a developer may not take on another role', denied(DEVELOPER, 'sts', 'AssumeRole', ROLES.administrator), []],

  // Used.
  [
    'another function reads with the keeper’s role',
    record(keeperRoleIn('other'), 'secretsmanager', 'GetSecretValue', { parameters: { secretId: SECRET_NAME } }),
    ['keeper-role-used'],
  ],
  [
    'another function looks around with the keeper’s role',
    record(keeperRoleIn('other'), 's3', 'ListBuckets', {}),
    ['keeper-role-used'],
  ],
  [
    'the keeper’s function logs',
    record(keeperRoleIn('sample-secret-keeper'), 'logs', 'CreateLogStream', { readOnly: false }),
    [],
  ],

  // IAM names a role in its own way where it denies.
  ...['app', 'keeper', 'breakGlass', 'transition', 'delivery', 'deployment', 'deployer'].map((role) => {
    const arn = ROLES[role as keyof typeof ROLES];
    const name = arn.slice(arn.lastIndexOf('/') + 1);
    return [
      `a developer is denied a change of the role ${role}`,
      deniedChange(DEVELOPER, 'iam', 'PutRolePolicy', `role ${name}`),
      ['role-changed'],
    ] as const;
  }),
  [
    'a developer is denied a look at the app’s role',
    denied(DEVELOPER, 'iam', 'ListRolePolicies', 'role sample-instance-role'),
    [],
  ],
  [
    'a developer is denied another role',
    deniedChange(DEVELOPER, 'iam', 'PutRolePolicy', 'role a-sample-instance-role'),
    [],
  ],
  [
    'a developer is denied a role that begins alike',
    deniedChange(DEVELOPER, 'iam', 'PutRolePolicy', 'role sample-instance-role-2'),
    [],
  ],
];
