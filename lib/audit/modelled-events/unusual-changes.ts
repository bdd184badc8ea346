import { ADMIN, change, DEVELOPER, deniedChange, KEEPER, KEEPER_ARN, PERSON_AS_DEPLOYMENT, type Row } from './calls';
import { IAM_USER, ROOT, secretCall } from './records';
import { KEY_ARN, KEY_ID, PARTIAL_ARN, ROLES, SECRET_ARN, SECRET_NAME, STACK_ARN } from './subject';

/** Changes that somebody has to be told of; and their harmless neighbours. */
export const UNUSUAL_CHANGES: readonly Row[] = [
  // Changes of the secret.
  ['an administrator puts a value', secretCall(ADMIN, 'PutSecretValue', SECRET_NAME), ['value-changed']],
  ['root updates the secret', secretCall(ROOT, 'UpdateSecret', SECRET_ARN), ['value-changed']],
  ['an IAM user moves a label', secretCall(IAM_USER, 'UpdateSecretVersionStage', PARTIAL_ARN), ['value-changed']],
  ['an administrator writes a record', secretCall(ADMIN, 'TagResource', SECRET_ARN), ['value-changed']],
  [
    'a person with the deployment role puts a value',
    secretCall(PERSON_AS_DEPLOYMENT, 'PutSecretValue', SECRET_NAME),
    ['value-changed'],
  ],
  ['an administrator changes another secret', secretCall(ADMIN, 'PutSecretValue', 'other-app-secrets'), []],
  [
    'an administrator fails to put a value',
    { ...secretCall(ADMIN, 'PutSecretValue', SECRET_NAME), errorCode: 'InvalidRequestException' },
    [],
  ],
  ...[
    'PutResourcePolicy',
    'DeleteResourcePolicy',
    'DeleteSecret',
    'RestoreSecret',
    'RotateSecret',
    'CancelRotateSecret',
    'ReplicateSecretToRegions',
    'RemoveRegionsFromReplication',
    'StopReplicationToReplica',
  ].map(
    (name) => [`an administrator calls ${name}`, secretCall(ADMIN, name, SECRET_NAME), ['settings-changed']] as const,
  ),
  [
    'an administrator tries a policy that opens the secret to everyone',
    { ...secretCall(ADMIN, 'PutResourcePolicy', SECRET_NAME), errorCode: 'PublicPolicyException' },
    ['settings-changed'],
  ],
  ['the keeper deletes the policy', secretCall(KEEPER, 'DeleteResourcePolicy', SECRET_NAME), ['settings-changed']],
  [
    'an administrator creates the secret anew',
    change(ADMIN, 'secretsmanager', 'CreateSecret', { name: SECRET_NAME }),
    ['settings-changed'],
  ],

  // Changes around it.
  [
    'an administrator widens the app’s role',
    change(ADMIN, 'iam', 'AttachRolePolicy', { roleName: 'sample-instance-role' }),
    ['role-changed'],
  ],
  [
    'root changes the keeper’s trust',
    change(ROOT, 'iam', 'UpdateAssumeRolePolicy', { roleName: 'sample-secret-keeper-role' }),
    ['role-changed'],
  ],
  [
    'break-glass’s permissions are changed',
    change(ADMIN, 'iam', 'PutRolePolicy', { roleName: 'AWSReservedSSO_BreakGlass_0123456789abcdef' }),
    ['role-changed'],
  ],
  [
    'a managed policy of the app is changed',
    change(ADMIN, 'iam', 'CreatePolicyVersion', { policyArn: 'arn:aws:iam::111122223333:policy/sample-app-data' }),
    ['role-changed'],
  ],
  ['another role is changed', change(ADMIN, 'iam', 'AttachRolePolicy', { roleName: 'other-instance-role' }), []],
  [
    'an administrator replaces the keeper’s code',
    change(ADMIN, 'lambda', 'UpdateFunctionCode20150331v2', { functionName: 'sample-secret-keeper' }),
    ['keeper-changed'],
  ],
  [
    'a developer changes the keeper’s settings by ARN',
    change(DEVELOPER, 'lambda', 'UpdateFunctionConfiguration20150331v2', { functionName: KEEPER_ARN }),
    ['keeper-changed'],
  ],
  [
    'a person with the deployment role lets others invoke',
    change(PERSON_AS_DEPLOYMENT, 'lambda', 'AddPermission20150331v2', { functionName: `${KEEPER_ARN}:1` }),
    ['keeper-changed'],
  ],
  [
    'an administrator schedules the key’s deletion',
    change(ADMIN, 'kms', 'ScheduleKeyDeletion', { keyId: KEY_ID }),
    ['key-changed'],
  ],
  ['an administrator disables the key', change(ADMIN, 'kms', 'DisableKey', { keyId: KEY_ARN }), ['key-changed']],
  ['root changes the key’s policy', change(ROOT, 'kms', 'PutKeyPolicy', { keyId: KEY_ARN }), ['key-changed']],
  ['a developer is denied the key’s policy', deniedChange(DEVELOPER, 'kms', 'PutKeyPolicy', KEY_ARN), ['key-changed']],
  [
    'an administrator replaces the keeper’s policy',
    change(ADMIN, 'lambda', 'PutResourcePolicy', { resourceArn: KEEPER_ARN }),
    ['keeper-changed'],
  ],
  [
    'an administrator tags the keeper',
    change(ADMIN, 'lambda', 'TagResource20170331v2', { resource: KEEPER_ARN }),
    ['keeper-changed'],
  ],
  [
    'an administrator takes the keeper’s event source away, by its UUID',
    {
      ...change(ADMIN, 'lambda', 'DeleteEventSourceMapping20150331', { uUID: '0f0e0d0c' }),
      responseElements: { functionArn: KEEPER_ARN },
    },
    ['keeper-changed'],
  ],
  [
    'a grant on the key is retired by its token',
    { ...change(ADMIN, 'kms', 'RetireGrant', {}), requestParameters: null, resources: [{ ARN: KEY_ARN }] },
    ['key-changed'],
  ],
  [
    'an alias is taken from the key',
    {
      ...change(ADMIN, 'kms', 'DeleteAlias', { aliasName: 'alias/some' }),
      resources: [{ ARN: 'arn:aws:kms:eu-west-1:111122223333:alias/some' }, { ARN: KEY_ARN }],
    },
    ['key-changed'],
  ],
  [
    'an administrator gives the key an alias',
    change(ADMIN, 'kms', 'CreateAlias', { aliasName: 'alias/some', targetKeyId: KEY_ID }),
    ['key-changed'],
  ],
  [
    'an administrator changes the operators’ policy',
    change(ADMIN, 'iam', 'CreatePolicyVersion', {
      policyArn: 'arn:aws:iam::111122223333:policy/sample-secret-operator',
    }),
    ['role-changed'],
  ],
  ...(['deployment', 'deployer'] as const).map(
    (role) =>
      [
        `an administrator changes the CDK’s role ${role}`,
        change(ADMIN, 'iam', 'UpdateAssumeRolePolicy', { roleName: ROLES[role].replace(/^.*\//, '') }),
        ['role-changed'],
      ] as const,
  ),
  [
    'an administrator updates the stack by hand',
    change(ADMIN, 'cloudformation', 'UpdateStack', { stackName: 'SampleStack' }),
    ['stack-changed'],
  ],
  [
    'an administrator deletes the stack by its ARN',
    change(ADMIN, 'cloudformation', 'DeleteStack', { stackName: STACK_ARN }),
    ['stack-changed'],
  ],
  [
    'an administrator deploys another stack with CloudFormation’s role',
    change(ADMIN, 'cloudformation', 'CreateStack', { stackName: 'Other', roleARN: ROLES.deployment }),
    ['stack-changed'],
  ],
  [
    'a developer is denied the stack',
    deniedChange(DEVELOPER, 'cloudformation', 'DeleteStack', STACK_ARN),
    ['stack-changed'],
  ],
  [
    'a developer is denied the keeper’s code',
    deniedChange(DEVELOPER, 'lambda', 'UpdateFunctionCode20150331v2', KEEPER_ARN),
    ['keeper-changed'],
  ],
];
