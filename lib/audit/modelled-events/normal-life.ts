import {
  APP,
  change,
  DEVELOPER,
  decrypt,
  deniedRead,
  invoke,
  KEEPER,
  KEEPER_ARN,
  missing,
  type Row,
  read,
  TOPIC_ARN,
  throughSecretsManager,
} from './calls';
import { DEPLOYMENT, FOREIGNER, record, secretCall, session } from './records';
import { KEY_ARN, KEY_ID, ROLES, SECRET_ARN, SECRET_NAME } from './subject';

const tags = [{ key: 'kaizencoach:made:FLASK_SECRET_KEY', value: '2026-11-23T10:15:00Z rotate generated v' }];

/** What happens every day: it raises notices at the most, and the app’s reads are counted. */
export const NORMAL_LIFE: readonly Row[] = [
  ['the app starts: it reads by name', read(APP, SECRET_NAME), ['many-reads']],
  ['the app starts: Secrets Manager decrypts for it', decrypt(throughSecretsManager(ROLES.app), SECRET_ARN), []],
  ['a role in transition reads by its complete ARN', read(session(ROLES.transition), SECRET_ARN), []],
  ['the keeper looks', secretCall(KEEPER, 'DescribeSecret', SECRET_NAME), []],
  ['the keeper reads', read(KEEPER, SECRET_NAME), []],
  ['the keeper reads before there is a value', missing(KEEPER), []],
  ['the keeper writes', secretCall(KEEPER, 'PutSecretValue', SECRET_NAME), ['keeper-stored']],
  ['the keeper moves the label', secretCall(KEEPER, 'UpdateSecretVersionStage', SECRET_NAME), []],
  ['the keeper records a key', secretCall(KEEPER, 'TagResource', SECRET_NAME, { tags }), ['keeper-wrote']],
  ['the keeper takes a record back', secretCall(KEEPER, 'UntagResource', SECRET_NAME), []],
  [
    'a data key for the keeper',
    record(throughSecretsManager(ROLES.keeper), 'kms', 'GenerateDataKey', { parameters: { keyId: KEY_ARN } }),
    [],
  ],
  ['a deployment invokes the keeper', invoke(DEPLOYMENT, KEEPER_ARN), []],
  ['the weekly schedule invokes the keeper', invoke({ invokedBy: 'events.amazonaws.com' }, KEEPER_ARN), []],
  ['an operator invokes the keeper', invoke(DEVELOPER, KEEPER_ARN), ['keeper-invoked']],
  ['a deployment creates the secret', change(DEPLOYMENT, 'secretsmanager', 'CreateSecret', { name: SECRET_NAME }), []],
  ['… and tries the key for it', decrypt(throughSecretsManager(ROLES.deployment), SECRET_ARN), []],
  ['a deployment sets the secret’s policy', secretCall(DEPLOYMENT, 'PutResourcePolicy', SECRET_ARN), []],
  ['a deployment updates the secret', secretCall(DEPLOYMENT, 'UpdateSecret', SECRET_ARN), []],
  ['a deployment is denied the value when it looks for drift', deniedRead(DEPLOYMENT, SECRET_ARN), []],
  [
    'a deployment changes the app’s role',
    change(DEPLOYMENT, 'iam', 'PutRolePolicy', { roleName: 'sample-instance-role' }),
    [],
  ],
  [
    'a deployment updates the keeper',
    change(DEPLOYMENT, 'lambda', 'UpdateFunctionCode20150331v2', { functionName: 'sample-secret-keeper' }),
    [],
  ],
  ['a deployment sets the key’s policy', change(DEPLOYMENT, 'kms', 'PutKeyPolicy', { keyId: KEY_ID }), []],
  ['a deployment makes the trail', change(DEPLOYMENT, 'cloudtrail', 'CreateTrail', { name: 'sample-audit' }), []],
  [
    'the CDK asks CloudFormation to deploy',
    change(session(ROLES.deployer), 'cloudformation', 'CreateChangeSet', {
      stackName: 'SampleStack',
      roleARN: ROLES.deployment,
    }),
    [],
  ],
  [
    'somebody looks for drift of the stack',
    change(DEVELOPER, 'cloudformation', 'DetectStackResourceDrift', { stackName: 'SampleStack' }),
    [],
  ],
  [
    'somebody deploys another stack',
    change(DEVELOPER, 'cloudformation', 'CreateStack', { stackName: 'OtherStack' }),
    [],
  ],
  [
    'KMS rotates the key',
    { ...change({ invokedBy: 'AWS Internal' }, 'kms', 'RotateKey', { keyId: KEY_ARN }), resources: [{ ARN: KEY_ARN }] },
    [],
  ],
  [
    'somebody queries the trail’s log group, and CloudTrail calls it a write',
    change(DEVELOPER, 'logs', 'StartQuery', { logGroupName: 'SampleStack-Trail-4d5e6f' }),
    [],
  ],
  ['somebody reads a secret whose name begins alike', read(DEVELOPER, 'sample-app-secrets-v2'), []],
  ['… by its complete ARN', read(DEVELOPER, SECRET_ARN.replace('-AbCdEf', '-v2-GhIjKl')), []],
  ['… and is decrypted', decrypt(DEVELOPER, SECRET_ARN.replace('-AbCdEf', '-v2-GhIjKl')), []],
  ['… and is denied it', deniedRead(DEVELOPER, SECRET_ARN.replace('-AbCdEf', '-v2-GhIjKl')), []],
  ['somebody reads a secret whose name ends alike', read(DEVELOPER, SECRET_ARN.replace('secret:', 'secret:a-')), []],
  ['… and is denied it by name', deniedRead(DEVELOPER, 'a-sample-app-secrets'), []],
  [
    'somebody stops a trail whose name ends alike',
    change(DEVELOPER, 'cloudtrail', 'StopLogging', { name: 'a-sample-audit' }),
    [],
  ],
  [
    'somebody deletes a topic whose name ends alike',
    change(DEVELOPER, 'sns', 'DeleteTopic', { topicArn: TOPIC_ARN.replace('sample', 'a-sample') }),
    [],
  ],
  [
    'somebody changes a function whose name ends alike',
    change(DEVELOPER, 'lambda', 'UpdateFunctionCode20150331v2', { functionName: 'a-sample-secret-keeper' }),
    [],
  ],
  ['a deployment makes a rule', change(DEPLOYMENT, 'events', 'PutRule', { name: 'sample-audit-denied' }), []],
  [
    'CloudTrail makes a stream',
    change(session(ROLES.delivery, 'cloudtrail.amazonaws.com'), 'logs', 'CreateLogStream', {
      logGroupName: 'SampleStack-Trail-4d5e6f',
    }),
    [],
  ],
  ['a subscriber confirms', change(FOREIGNER, 'sns', 'ConfirmSubscription', { topicArn: TOPIC_ARN }), []],
  ['somebody reads another secret', read(DEVELOPER, 'other-app-secrets'), []],
  ['somebody is denied another secret', deniedRead(DEVELOPER, 'other-app-secrets'), []],
  ['somebody invokes another function', invoke(DEVELOPER, `${KEEPER_ARN.replace('sample', 'other')}`), []],
  [
    'somebody looks at the app’s role',
    record(DEVELOPER, 'iam', 'GetRole', { parameters: { roleName: 'sample-instance-role' } }),
    [],
  ],
  [
    'somebody looks at the alarms',
    record(DEVELOPER, 'monitoring', 'DescribeAlarms', { parameters: { alarmNames: ['sample-audit-access'] } }),
    [],
  ],
  [
    'somebody looks at the trail',
    record(DEVELOPER, 'cloudtrail', 'GetTrailStatus', { parameters: { name: 'sample-audit' } }),
    [],
  ],
  ['somebody asks for a value that is not there yet', missing(DEVELOPER), []],
  [
    'the keeper fails to record a key',
    { ...secretCall(KEEPER, 'TagResource', SECRET_NAME, { tags }), errorCode: 'LimitExceededException' },
    [],
  ],
  ['the keeper tags something else', secretCall(KEEPER, 'TagResource', 'other-app-secrets', { tags }), []],
  ['the app reads another secret', read(APP, 'other-app-secrets'), []],
  ['the app starts before there is a value', missing(APP), []],
];
