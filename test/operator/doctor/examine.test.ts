import { environmentNamed } from '../../../lib/environments/rows';
import { examine } from '../../../lib/operator/doctor/examine';
import { OperatorError } from '../../../lib/operator/operator-error';
import type { Inspection } from '../../../lib/operator/services/inspection';
import { NotAllowedError } from '../../../lib/operator/services/service-error';
import { aStatus, fakeContext } from '../support/fake-context';

const staging = environmentNamed('staging');
const ROLE = 'arn:aws:iam::111122223333:role/staging-kaizencoach-instance-role';
const SECRET = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:staging-kaizencoach-app-secrets-AbCdEf';

const HEALTHY: Inspection = {
  secret: async () => ({ arn: SECRET, deleted: false, labels: ['AWSCURRENT'] }),
  role: async () => ({
    arn: ROLE,
    trust: JSON.stringify({ Statement: { Effect: 'Allow', Principal: { Service: 'tasks.apprunner.amazonaws.com' } } }),
    policies: [
      JSON.stringify({ Statement: { Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: SECRET } }),
    ],
    hasBoundary: false,
  }),
  topics: async () => ['arn:topic'],
  subscriptions: async () => [{ protocol: 'email', endpoint: 'alerts@example.com', confirmed: true }],
  service: async () => ({ instanceRoleArn: ROLE }),
};

const notAllowed = async () => {
  throw new NotAllowedError({ rule: 'not-allowed', reason: 'you need x:Do', next: 'ask' });
};

async function found(inspection: Partial<Inspection>, status = async () => aStatus()): Promise<Record<string, string>> {
  const service = { name: staging.service, id: 'i', arn: 'arn:x', status: 'RUNNING' };
  const appRunner = { find: async () => service, operations: async () => [], deploy: async () => undefined };
  const context = fakeContext({
    keepers: { staging: { status } },
    services: {
      inspection: async () => ({ ...HEALTHY, ...inspection }),
      appRunner: async () => appRunner,
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
  ['confirmed', {}, 'who gets the alerts', /^ok: 1 confirmed/],
  [
    'unconfirmed',
    { subscriptions: async () => [{ protocol: 'email', endpoint: 'alerts@example.com', confirmed: false }] },
    'who gets the alerts',
    /^problem: alerts@example.com has not confirmed/,
  ],
  ['nobody', { subscriptions: async () => [] }, 'who gets the alerts', /^warning: nobody is subscribed/],
  ['no topic', { topics: async () => [] }, 'who gets the alerts', /^warning: .*no topic/],
  ['no stack', { topics: async () => undefined }, 'who gets the alerts', /^warning: .*no topic/],
  ['no permission on topics', { topics: notAllowed }, 'who gets the alerts', /^not checked: you need x:Do/],
  ['its own role', {}, 'role of the running service', /^ok/],
  [
    'another role',
    { service: async () => ({ instanceRoleArn: `${ROLE}x` }) },
    'role of the running service',
    /^problem: .*runs with .*x, not with/,
  ],
  ['no role at all', { service: async () => ({}) }, 'role of the running service', /^problem: .*runs with no role/],
])('%s', async (_, inspection, check, expected) => {
  expect((await found(inspection))[check]).toMatch(expected);
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
    services: { inspection: async () => HEALTHY, appRunner: notAllowed },
  });
  const findings = await examine(staging, context);

  expect(findings.find(({ check }) => check.includes('Invalid client_id'))).toMatchObject({
    verdict: 'problem',
    cause: expect.stringContaining('is the Strava app of production'),
  });
});
