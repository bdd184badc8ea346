import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { AuditedEnvironment } from '../../../lib/audit/audit-context';
import type { AuditSettings } from '../../../lib/environments/audit-row';
import { APP_PROPS } from '../../../lib/stack/app-props';
import { AccessAudit } from '../../../lib/stack/audit/access-audit';
import { ADOPTED_ARN, RETAINED } from '../../support/sample-environments';

/** A key like the environment's own. */
export const KEY = {
  arn: 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
  id: '1234abcd-12ab-34cd-56ef-1234567890ab',
  encryptsTrail: true,
};

/** An audit with a trail of its own and everything else. */
export const FULL: AuditSettings = {
  trail: { mode: 'create' },
  subscriptions: ['alerts@kaizencoach.training'],
  maxReadsPerHour: 12,
  dashboard: true,
};

/** An audit for demos. */
export const LEAN: AuditSettings = { ...FULL, trail: { mode: 'lean' }, dashboard: false };

/** A stack in a known account that holds an audit and nothing else. */
export function auditStack(settings: AuditSettings = FULL, environment: AuditedEnvironment = RETAINED): Stack {
  const app = new App(APP_PROPS);
  const stack = new Stack(app, environment.stackId, { env: { account: '111122223333', region: 'eu-west-1' } });
  new AccessAudit(stack, 'AccessAudit', { environment, settings, secretArn: ADOPTED_ARN, encryptionKey: KEY });
  return stack;
}

/** Its template. */
export function auditTemplate(settings: AuditSettings = FULL, environment: AuditedEnvironment = RETAINED): Template {
  return Template.fromStack(auditStack(settings, environment));
}
