import type { BringBack } from '../../../lib/operator/doctor/bring-back';
import type { Alarm } from '../../../lib/operator/services/inspect-alarms';
import type { Inspection } from '../../../lib/operator/services/inspection';
import { NotAllowedError, serviceError } from '../../../lib/operator/services/service-error';

/** The role of staging's app. */
export const ROLE = 'arn:aws:iam::111122223333:role/staging-kaizencoach-instance-role';

/** The secret of staging. */
export const SECRET = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:staging-kaizencoach-app-secrets-AbCdEf';

/** The one subscription to staging's alerts. */
export const SUBSCRIPTION = 'arn:aws:sns:eu-west-1:111122223333:staging-kaizencoach-audit:1';

/** The one rule of staging's stack. */
export const RULE = 'staging-kaizencoach-audit-denied';

/** The one alarm of staging's stack. */
const ALARM = 'staging-kaizencoach-audit-access';

/** An alarm of staging's that tells its topic when it goes off. */
export function anAlarm(name: string, differs: Partial<Alarm> = {}): Alarm {
  const actions = ['arn:aws:sns:eu-west-1:111122223333:staging-kaizencoach-audit'];
  return { name, state: 'OK', actionsEnabled: true, actions, ...differs };
}

/** Staging with nothing amiss. */
export const HEALTHY: Inspection = {
  secret: async () => ({ arn: SECRET, deleted: false, labels: ['AWSCURRENT'] }),
  role: async () => ({
    arn: ROLE,
    trust: JSON.stringify({ Statement: { Effect: 'Allow', Principal: { Service: 'tasks.apprunner.amazonaws.com' } } }),
    policies: [
      JSON.stringify({ Statement: { Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: SECRET } }),
    ],
    hasBoundary: false,
  }),
  hasStack: async () => true,
  topics: async () => ['arn:topic'],
  rulesOf: async () => [RULE],
  rules: async () => [{ name: RULE, state: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS', scheduled: false }],
  subscriptions: async () => [{ protocol: 'email', endpoint: 'alerts@example.com', arn: SUBSCRIPTION }],
  isFiltered: async () => false,
  alarmsOf: async () => [ALARM],
  alarms: async () => [anAlarm(ALARM)],
  muteRules: async () => [],
};

/** What brings back that which somebody changed by hand in staging. */
export const BACK: BringBack = {
  compared: { run: 'npx cdk deploy StagingStack --revert-drift' },
  rolePolicy: 'put the policy back',
  hasStack: true,
};

/** What a caller without the permission gets. */
export const notAllowed = async () => {
  throw new NotAllowedError({ rule: 'not-allowed', reason: 'you need x:Do', next: 'ask' });
};

/** What an AWS answers that does not know the operation. */
export const unknown = async () => {
  throw serviceError(Object.assign(new Error('Unknown action'), { name: 'InvalidAction' }), 'asking', 'x:Do');
};
