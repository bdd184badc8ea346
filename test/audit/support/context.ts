import { type AuditContext, auditContext } from '../../../lib/audit/audit-context';
import { KEY_ARN, KEY_ID, PLACE, ROLES, SECRET_NAME, STACK_ARN } from '../../../lib/audit/modelled-events/subject';
import { RETAINED } from '../../support/sample-environments';

/** The audit of an environment that has everything. */
export const CONTEXT: AuditContext = auditContext(
  PLACE,
  {
    ...RETAINED,
    managedPolicyArns: ['arn:aws:iam::111122223333:policy/sample-app-data'],
    breakGlassRoleArns: [ROLES.breakGlass],
    transitionReaders: [{ arn: ROLES.transition, reason: 'runs until the next release', expires: '2027-01-31' }],
  },
  { trail: { mode: 'create' }, subscriptions: [], maxReadsPerHour: 12, dashboard: true },
  {
    secretId: `${SECRET_NAME}-AbCdEf`,
    stackArn: STACK_ARN,
    key: { arn: KEY_ARN, id: KEY_ID },
    bucketName: 'samplestack-trail-1a2b3c',
    logGroupName: 'SampleStack-Trail-4d5e6f',
  },
);
