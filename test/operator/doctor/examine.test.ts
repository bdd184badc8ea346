import { environmentNamed } from '../../../lib/environments/rows';
import { examine } from '../../../lib/operator/doctor/examine';
import { OperatorError } from '../../../lib/operator/operator-error';
import type { AppService } from '../../../lib/operator/services/app-service';
import type { Inspection } from '../../../lib/operator/services/inspection';
import { anAppService } from '../support/an-app-service';
import { aStatus, fakeContext } from '../support/fake-context';
import { HEALTHY, notAllowed, ROLE, RULE, SECRET } from '../support/healthy-inspection';

const staging = environmentNamed('staging');
async function found(
  inspection: Partial<Inspection>,
  status = async () => aStatus(),
  appService: () => Promise<AppService | undefined> = async () => anAppService({ roleArn: async () => ROLE }),
): Promise<Record<string, string>> {
  const context = fakeContext({
    keepers: { staging: { status } },
    services: {
      inspection: async () => ({ ...HEALTHY, ...inspection }),
      appService,
      appLog: notAllowed,
    },
  });
  const findings = await examine(staging, context);
  return Object.fromEntries(findings.map(({ check, verdict, cause }) => [check, `${verdict}: ${cause}`]));
}

test.each<[string, Partial<Inspection>, string, RegExp]>([
  ['healthy', {}, 'the secret', /^ok/],
  ['no secret', { secret: async () => undefined }, 'the secret', /^problem: there is no secret/],
  [
    'scheduled for deletion',
    { secret: async () => ({ arn: SECRET, deleted: true, labels: [] }) },
    'the secret',
    /^problem: .*scheduled for deletion/,
  ],
  [
    'no current version',
    { secret: async () => ({ arn: SECRET, deleted: false, labels: [] }) },
    'the secret',
    /^problem: .*no current version/,
  ],
  ['no permission', { secret: notAllowed }, 'the secret', /^not checked: you need x:Do/],
  [
    'no role',
    { role: async () => undefined },
    'permission of the app’s role to read the secret',
    /^problem: there is no role/,
  ],
  ['no permission on roles', { role: notAllowed }, 'the app’s role', /^not checked: you need x:Do/],
  [
    'role not comparable',
    { secret: async () => undefined },
    'the app’s role',
    /^not checked: the secret’s ARN is not known/,
  ],
  [
    'a secret whose ARN is not told',
    { secret: async () => ({ arn: '', deleted: false, labels: ['AWSCURRENT'] }) },
    'the app’s role',
    /^not checked: the secret’s ARN is not known/,
  ],
  ['confirmed', {}, 'who gets the alerts', /^ok: 1 confirmed/],
  [
    'unconfirmed',
    { subscriptions: async () => [{ protocol: 'email', endpoint: 'alerts@example.com', arn: undefined }] },
    'who gets the alerts',
    /^problem: alerts@example.com has not confirmed/,
  ],
  ['nobody', { subscriptions: async () => [] }, 'who gets the alerts', /^warning: nobody is subscribed/],
  ['no topic', { topics: async () => [] }, 'who gets the alerts', /^warning: .*no topic/],
  ['no stack', { topics: async () => undefined }, 'who gets the alerts', /^warning: .*no topic/],
  [
    'a topic that was deleted',
    { subscriptions: async () => undefined },
    'who gets the alerts',
    /^problem: .*arn:topic was deleted, so no alert reaches anybody/,
  ],
  ['no permission on topics', { topics: notAllowed }, 'who gets the alerts', /^not checked: you need x:Do/],
  ['rules that hear reads', {}, 'rules of the alerts', /^ok: all 1 are on, and hear reads/],
  [
    'a rule that was disabled',
    { rules: async () => [{ name: RULE, state: 'DISABLED', scheduled: false }] },
    'rules of the alerts',
    /^problem: .*-denied is DISABLED: it hears nothing/,
  ],
  [
    'a rule that was disabled and enabled again',
    { rules: async () => [{ name: RULE, state: 'ENABLED', scheduled: false }] },
    'rules of the alerts',
    /^problem: .*-denied is ENABLED: it hears no reads/,
  ],
  [
    'a rule that waits for a time',
    { rules: async () => [{ name: RULE, state: 'ENABLED', scheduled: true }] },
    'rules of the alerts',
    /^ok/,
  ],
  [
    '… and was disabled',
    { rules: async () => [{ name: RULE, state: 'DISABLED', scheduled: true }] },
    'rules of the alerts',
    /^problem: .*-denied is DISABLED: its time passes/,
  ],
  ['a rule that was deleted', { rules: async () => [] }, 'rules of the alerts', /^problem: .*-denied was deleted/],
  ['a stack without rules', { rulesOf: async () => [] }, 'rules of the alerts', /^problem: .*has no rules/],
  ['no stack with rules', { rulesOf: async () => undefined }, 'rules of the alerts', /^problem: .*has no rules/],
  ['no permission on rules', { rules: notAllowed }, 'rules of the alerts', /^not checked: you need x:Do/],
  [
    'an alarm that a rule mutes',
    { muteRules: async () => [{ name: 'night', status: 'ACTIVE' }] },
    'rules that mute alarms',
    /^problem: the rule night mutes .*-access now/,
  ],
])('%s', async (_, inspection, check, expected) => {
  expect((await found(inspection))[check]).toMatch(expected);
});

test.each<[string, () => Promise<AppService | undefined>, RegExp]>([
  ['its own role', async () => anAppService({ roleArn: async () => ROLE }), /^ok/],
  [
    'another role',
    async () => anAppService({ roleArn: async () => `${ROLE}x` }),
    /^problem: .*runs with .*x, not with/,
  ],
  ['no role at all', async () => anAppService(), /^problem: .*runs with no role/],
  ['no service', async () => undefined, /^problem: there is no App Runner service/],
  ['no permission on the service', notAllowed, /^not checked: you need x:Do/],
  ['no permission on its role', async () => anAppService({ roleArn: notAllowed }), /^not checked: you need x:Do/],
])('the service runs with %s', async (_, appService, expected) => {
  expect((await found({}, undefined, appService))['role of the running service']).toMatch(expected);
});

test.each<[string, () => Promise<AppService | undefined>, RegExp]>([
  ['a service that is not there', async () => undefined, /^not checked: there is no service/],
  ['a service that may not be looked at', notAllowed, /^not checked: you need x:Do/],
  ['a log that may not be read', async () => anAppService(), /^not checked: you need x:Do/],
  [
    'a service without a log',
    async () => ({ ...anAppService(), appLog: undefined }),
    /^not checked: .*names no log group/,
  ],
])('what the app has loaded, of %s', async (_, appService, expected) => {
  expect((await found({}, undefined, appService))['what the app has loaded']).toMatch(expected);
});

test('a keeper that refuses is a problem; one that may not be asked is not checked', async () => {
  const refused = async () => {
    throw new OperatorError({ rule: 'not-an-object', reason: 'the value is no object', next: 'move it back' });
  };

  expect((await found({}, refused))['the keeper']).toBe('problem: the value is no object');
  expect((await found({}, notAllowed))['the keeper']).toBe('not checked: you need x:Do');
});

test('a Strava app that is shared with production is a problem', async () => {
  const context = fakeContext({
    keepers: { staging: { status: async () => aStatus() }, production: { status: async () => aStatus() } },
    services: { inspection: async () => HEALTHY, appService: notAllowed },
  });
  const findings = await examine(staging, context);

  expect(findings.find(({ check }) => check.includes('Invalid client_id'))).toMatchObject({
    verdict: 'problem',
    cause: expect.stringContaining('is the Strava app of production'),
  });
});

test('a rule that hears no reads is put back by a command that keeps its pattern, description and targets', async () => {
  const context = fakeContext({
    keepers: { staging: { status: async () => aStatus() } },
    services: {
      inspection: async () => ({ ...HEALTHY, rules: async () => [{ name: RULE, state: 'ENABLED', scheduled: false }] }),
      appService: notAllowed,
    },
  });
  const now = (field: string) => `"$(aws events describe-rule --name ${RULE} --query ${field} --output text)"`;
  expect((await examine(staging, context)).find(({ check }) => check === 'rules of the alerts')?.command).toBe(
    `aws events put-rule --name ${RULE} --state ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS ` +
      `--event-pattern ${now('EventPattern')} --description ${now('Description')}`,
  );
});
