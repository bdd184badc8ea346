import { ROLES } from './subject';

/** A record of CloudTrail, as far as patterns look at it. */
export type Record = Readonly<{ [field: string]: unknown }>;

const CLOUDFORMATION = 'cloudformation.amazonaws.com';

/**
 * A session of a role. `invokedBy` where a service called with the session's permissions. Lambda calls the sessions of a
 * function's role by the function's name.
 */
export function session(arn: string, invokedBy?: string): Record {
  const name = arn.slice(arn.lastIndexOf('/') + 1);
  const sessionName = arn === ROLES.keeper ? 'sample-secret-keeper' : 'session';
  return {
    type: 'AssumedRole',
    arn: `arn:aws:sts::111122223333:assumed-role/${name}/${sessionName}`,
    accountId: '111122223333',
    sessionContext: { sessionIssuer: { type: 'Role', arn, userName: name } },
    ...(invokedBy === undefined ? {} : { invokedBy }),
  };
}

/** An AWS service, calling for itself. */
export function service(invokedBy: string): Record {
  return { type: 'AWSService', invokedBy };
}

/** CloudFormation, deploying. */
export const DEPLOYMENT = session(ROLES.deployment, CLOUDFORMATION);
export const ROOT: Record = { type: 'Root', arn: 'arn:aws:iam::111122223333:root', accountId: '111122223333' };
export const IAM_USER: Record = { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/pat', userName: 'pat' };
/** Somebody of another account, of whom CloudTrail tells no ARN. */
export const FOREIGNER: Record = { type: 'AWSAccount', accountId: '999900001111', principalId: 'AIDAEXAMPLE' };

/** What a call says about itself beside its name and its caller. */
export interface Call {
  readonly parameters?: Record | null;
  readonly error?: string;
  readonly message?: string;
  readonly readOnly?: boolean;
  readonly dataEvent?: boolean;
}

/** The record of `service`'s operation `name`, called by `who`. */
export function record(who: Record, service: string, name: string, call: Call): Record {
  return {
    eventVersion: '1.11',
    userIdentity: who,
    eventTime: '2026-11-23T10:15:00Z',
    eventSource: `${service}.amazonaws.com`,
    eventName: name,
    awsRegion: service === 'iam' ? 'us-east-1' : 'eu-west-1',
    sourceIPAddress: who['invokedBy'] ?? '203.0.113.7',
    ...(call.error === undefined ? {} : { errorCode: call.error, errorMessage: call.message ?? '' }),
    requestParameters: call.parameters ?? null,
    responseElements: null,
    eventID: '6f1a2b3c-0000-4000-8000-000000000000',
    readOnly: call.readOnly ?? /^(Get|BatchGet|List|Describe|Decrypt|GenerateDataKey)/.test(name),
    eventType: 'AwsApiCall',
    managementEvent: call.dataEvent !== true,
    recipientAccountId: '111122223333',
    eventCategory: call.dataEvent === true ? 'Data' : 'Management',
  };
}

/** A call to Secrets Manager that names the secret `secretId`. */
export function secretCall(who: Record, name: string, secretId: string, more: Record = {}): Record {
  return record(who, 'secretsmanager', name, { parameters: { secretId, ...more } });
}

/** A call that was denied, whose parameters CloudTrail leaves out. */
export function denied(who: Record, service: string, name: string, resource: string): Record {
  const message = `User: ${who['arn']} is not authorized to perform: ${service}:${name} on resource: ${resource} with an explicit deny in a resource-based policy`;
  return record(who, service, name, { error: 'AccessDenied', message });
}

/** The event that EventBridge makes of a record. */
export function eventOf(detail: Record): Record {
  const source = String(detail['eventSource']).replace(/^(.*)\.amazonaws\.com$/, 'aws.$1');
  return { source, 'detail-type': 'AWS API Call via CloudTrail', region: detail['awsRegion'], detail };
}
