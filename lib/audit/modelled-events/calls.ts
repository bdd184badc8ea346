import type { Record } from './records';
import { denied, record, secretCall, session } from './records';
import { ROLES, SECRET_NAME } from './subject';

/** Something that happens, and the ids of what it raises. */
export type Row = readonly [what: string, record: Record, raised: readonly string[]];

export const APP = session(ROLES.app);
export const KEEPER = session(ROLES.keeper);
export const ADMIN = session(ROLES.administrator);
export const DEVELOPER = session(ROLES.developer);
export const BREAK_GLASS = session(ROLES.breakGlass);
/** A person who has assumed the role that is for deployments. */
export const PERSON_AS_DEPLOYMENT = session(ROLES.deployment);

export const KEEPER_ARN = 'arn:aws:lambda:eu-west-1:111122223333:function:sample-secret-keeper';
export const TOPIC_ARN = 'arn:aws:sns:eu-west-1:111122223333:sample-audit';
export const TRAIL_ARN = 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/sample-audit';

/** What Secrets Manager does with the permissions of whoever asked it. */
export function throughSecretsManager(role: string): Record {
  return session(role, 'secretsmanager.amazonaws.com');
}

/** Reading the value. */
export function read(who: Record, secretId: string): Record {
  return secretCall(who, 'GetSecretValue', secretId);
}

/** Being denied the value. */
export function deniedRead(who: Record, resource: string): Record {
  return denied(who, 'secretsmanager', 'GetSecretValue', resource);
}

/** Reading before there is a value. */
export function missing(who: Record): Record {
  return { ...read(who, SECRET_NAME), errorCode: 'ResourceNotFoundException', errorMessage: 'no value yet' };
}

/** Decrypting the secret with this complete ARN. */
export function decrypt(who: Record, SecretARN: string): Record {
  return record(who, 'kms', 'Decrypt', { parameters: { encryptionContext: { SecretARN, SecretVersionId: 'v' } } });
}

/** Changing something. */
export function change(who: Record, service: string, name: string, parameters: Record): Record {
  return record(who, service, name, { parameters, readOnly: false });
}

/** Trying in vain to change something. */
export function deniedChange(who: Record, service: string, name: string, resource: string): Record {
  return { ...denied(who, service, name, resource), readOnly: false };
}

/** Invoking a function, which is a data event. */
export function invoke(who: Record, functionName: string): Record {
  return record(who, 'lambda', 'Invoke', { parameters: { functionName }, readOnly: false, dataEvent: true });
}
