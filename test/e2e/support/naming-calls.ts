import {
  ADMIN,
  change,
  deniedChange,
  KEEPER_ARN,
  TOPIC_ARN,
  TRAIL_ARN,
} from '../../../lib/audit/modelled-events/calls';
import type { Record } from '../../../lib/audit/modelled-events/records';
import {
  KEY_ARN,
  KEY_ID,
  PARTIAL_ARN,
  ROLES,
  SECRET_ARN,
  SECRET_NAME,
  STACK_ARN,
} from '../../../lib/audit/modelled-events/subject';
import { NOT_TOLD } from './not-told';

const PREFIX = 'sample-audit';
const IN_ACCOUNT = 'eu-west-1:111122223333';
const LOG_GROUP = 'SampleStack-Trail-4d5e6f';
const LOG_GROUP_ARN = `arn:aws:logs:${IN_ACCOUNT}:log-group:${LOG_GROUP}`;
const QUEUE = `${PREFIX}-failed-deliveries`;
const KEEPER = 'sample-secret-keeper';
const OPERATOR_POLICY = 'arn:aws:iam::111122223333:policy/sample-secret-operator';

/** What a resource of ours can be called in a request, and what a denial calls it. */
interface Called {
  readonly forms: readonly string[];
  /** None: the denial names it in its parameters, as S3 does, or in no way. */
  readonly whenDenied?: readonly string[];
}

const FUNCTION: Called = {
  forms: [KEEPER, `${KEEPER}:1`, KEEPER_ARN, `${KEEPER_ARN}:1`, `111122223333:function:${KEEPER}`],
  whenDenied: [KEEPER_ARN, `${KEEPER_ARN}:1`],
};
const KEY: Called = { forms: [KEY_ID, KEY_ARN], whenDenied: [KEY_ARN] };
const TRAIL: Called = { forms: [PREFIX, TRAIL_ARN], whenDenied: [TRAIL_ARN] };
const ALARM: Called = {
  forms: [`${PREFIX}-access`],
  whenDenied: [`arn:aws:cloudwatch:${IN_ACCOUNT}:alarm:${PREFIX}-access`],
};
const DASHBOARD: Called = { forms: [PREFIX], whenDenied: [`arn:aws:cloudwatch::111122223333:dashboard/${PREFIX}`] };
const RULE: Called = {
  forms: [`${PREFIX}-denied`],
  whenDenied: [`arn:aws:events:${IN_ACCOUNT}:rule/${PREFIX}-denied`],
};
const TOPIC: Called = { forms: [TOPIC_ARN], whenDenied: [TOPIC_ARN] };
const QUEUE_CALLED = { whenDenied: [`arn:aws:sqs:${IN_ACCOUNT}:${QUEUE}`] };
const STACK: Called = { forms: ['SampleStack', STACK_ARN], whenDenied: [STACK_ARN] };
const ROLE_ARN: Called = { forms: [ROLES.app, ROLES.keeper], whenDenied: [ROLES.app, ROLES.keeper] };
const ROLE_IN_ECS: Called = { forms: [ROLES.app, 'sample-instance-role'], whenDenied: [ROLES.app] };
const DENIED_LOG_GROUP = [`${LOG_GROUP_ARN}:log-stream:`];

/** Members of requests by which a resource of ours can be named, by service. */
export const NAMING_OURS: Readonly<{ [service: string]: Readonly<{ [member: string]: Called }> }> = {
  secretsmanager: {
    SecretId: {
      forms: [SECRET_NAME, PARTIAL_ARN, SECRET_ARN, SECRET_ARN.replace('eu-west-1', 'us-east-1')],
      whenDenied: [SECRET_NAME, PARTIAL_ARN, SECRET_ARN],
    },
    Name: { forms: [SECRET_NAME], whenDenied: [SECRET_NAME] },
  },
  kms: { KeyId: KEY, TargetKeyId: KEY, SourceKeyId: KEY, DestinationKeyId: KEY },
  lambda: {
    FunctionName: FUNCTION,
    ResourceArn: { forms: [KEEPER_ARN], whenDenied: [KEEPER_ARN] },
    Resource: { forms: [KEEPER_ARN], whenDenied: [KEEPER_ARN] },
    Role: ROLE_ARN,
  },
  iam: {
    RoleName: {
      forms: ['sample-instance-role', 'sample-secret-keeper-role', 'sample-audit-delivery-role'],
      whenDenied: ['role sample-instance-role', 'role sample-secret-keeper-role'],
    },
    PolicyArn: { forms: [OPERATOR_POLICY], whenDenied: [`policy ${OPERATOR_POLICY}`] },
  },
  cloudtrail: { Name: TRAIL, TrailName: TRAIL, ResourceId: { forms: [TRAIL_ARN], whenDenied: [TRAIL_ARN] } },
  logs: {
    logGroupName: { forms: [LOG_GROUP], whenDenied: DENIED_LOG_GROUP },
    logGroupIdentifier: { forms: [LOG_GROUP, LOG_GROUP_ARN, `${LOG_GROUP_ARN}:*`], whenDenied: DENIED_LOG_GROUP },
    resourceIdentifier: { forms: [LOG_GROUP_ARN, `${LOG_GROUP_ARN}:*`], whenDenied: DENIED_LOG_GROUP },
    resourceArn: { forms: [LOG_GROUP_ARN, `${LOG_GROUP_ARN}:*`], whenDenied: DENIED_LOG_GROUP },
  },
  events: {
    Name: RULE,
    Rule: RULE,
    ResourceARN: { forms: RULE.whenDenied ?? [], whenDenied: RULE.whenDenied ?? [] },
  },
  cloudwatch: {
    AlarmName: ALARM,
    'AlarmNames[]': ALARM,
    'MuteTargets.AlarmNames[]': ALARM,
    DashboardName: DASHBOARD,
    'DashboardNames[]': DASHBOARD,
    ResourceARN: { forms: ALARM.whenDenied ?? [], whenDenied: ALARM.whenDenied ?? [] },
  },
  sns: {
    TopicArn: TOPIC,
    ResourceArn: TOPIC,
    SubscriptionArn: { forms: [`${TOPIC_ARN}:0f0e0d0c`], whenDenied: [TOPIC_ARN] },
  },
  sqs: {
    QueueUrl: { forms: [`https://sqs.eu-west-1.amazonaws.com/111122223333/${QUEUE}`], ...QUEUE_CALLED },
    QueueName: { forms: [QUEUE], ...QUEUE_CALLED },
    SourceArn: { forms: QUEUE_CALLED.whenDenied, ...QUEUE_CALLED },
  },
  s3: { Bucket: { forms: ['samplestack-trail-1a2b3c'] } },
  cloudformation: {
    StackName: STACK,
    RoleARN: { forms: [ROLES.deployment] },
    'StackDefinitions[].StackName': STACK,
    'StackIds[]': { forms: [STACK_ARN], whenDenied: [STACK_ARN] },
  },
  apprunner: { 'InstanceConfiguration.InstanceRoleArn': ROLE_ARN },
  ecs: {
    taskRoleArn: ROLE_IN_ECS,
    executionRoleArn: ROLE_IN_ECS,
    'overrides.taskRoleArn': ROLE_IN_ECS,
    'overrides.executionRoleArn': ROLE_IN_ECS,
  },
  sts: { RoleArn: ROLE_ARN },
};

/** Service of CloudTrail's records where it is not the model's. */
const SOURCES: Readonly<{ [service: string]: string }> = { cloudwatch: 'monitoring' };

/** A call that names a resource of ours, as CloudTrail records it. */
export interface NamingCall {
  /** `service operation`, then how it names what. */
  readonly what: string;
  readonly record: Record;
}

/** The words of a reviewed list. */
export function wordsOf(list: string | undefined): string[] {
  return (list ?? '').split(/\s+/).filter((word) => word !== '');
}

/** Every call of an operation whose input has `members` that names a resource of ours, in each form, done and denied. */
export function namingCalls(service: string, operation: string, members: readonly string[]): NamingCall[] {
  const source = SOURCES[service] ?? service;
  const recordedAs = NOT_TOLD.find(({ operations }) => wordsOf(operations[service]).includes(operation))?.recordedAs;
  const kind = {
    ...(recordedAs === 'data event' ? { managementEvent: false, eventCategory: 'Data' } : {}),
    ...(recordedAs === 'read' ? { readOnly: true } : {}),
  };
  return Object.entries(NAMING_OURS[service] ?? {})
    .filter(([member]) => members.includes(member))
    .flatMap(([member, { forms, whenDenied = [] }]) => [
      ...forms.map((form) => ({
        what: `${service} ${operation} ${member}=${form}`,
        record: { ...change(ADMIN, source, operation, parametersOf(service, member, form)), ...kind },
      })),
      ...whenDenied.map((resource) => ({
        what: `${service} ${operation} denied on ${resource}`,
        record: { ...deniedChange(ADMIN, source, operation, resource), ...kind },
      })),
    ]);
}

/** CloudTrail writes a member's name with a small first letter; S3's bucket has a name of its own there. */
function parametersOf(service: string, member: string, value: string): Record {
  if (service === 's3') {
    return { bucketName: value };
  }
  return member.split('.').reduceRight<unknown>((inner, part) => {
    const name = `${part.charAt(0).toLowerCase()}${part.slice(1)}`;
    return name.endsWith('[]') ? { [name.slice(0, -2)]: [inner] } : { [name]: inner };
  }, value) as Record;
}
