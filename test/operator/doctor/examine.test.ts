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
    services: { inspection: async () => ({ ...HEALTHY, ...inspection }), appRunner: async () => appRunner },
  });
  const findings = await examine(staging, context);
  return Object.fromEntries(findings.map(({ check, verdict, cause }) => [check, `${verdict}: ${cause}`]));
}

test.each<[string, Partial<Inspection>, string, RegExp]>([
  ['healthy', {}, 'the secret exists', /^ok/],
  ['no secret', { secret: async () => undefined }, 'the secret exists', /^problem: there is no secret/],
  [
    'scheduled for deletion',
    { secret: async () => ({ arn: SECRET, deleted: true, labels: [] }) },
    'the secret exists',
    /^problem: .*scheduled for deletion/,
  ],
  [
    'no current version',
    { secret: async () => ({ arn: SECRET, deleted: false, labels: [] }) },
    'the secret exists',
    /^problem: .*no current version/,
  ],
  ['no permission', { secret: notAllowed }, 'the secret exists', /^not checked: you need x:Do/],
  ['no role', { role: async () => undefined }, 'the app may read the secret', /^problem: there is no role/],
  ['no permission on roles', { role: notAllowed }, 'the app’s role', /^not checked: you need x:Do/],
  [
    'role not comparable',
    { secret: async () => undefined },
    'the app’s role',
    /^not checked: the secret’s ARN is not known/,
  ],
  ['confirmed', {}, 'somebody gets the alerts', /^ok: 1 confirmed/],
  [
    'unconfirmed',
    { subscriptions: async () => [{ protocol: 'email', endpoint: 'alerts@example.com', confirmed: false }] },
    'somebody gets the alerts',
    /^problem: alerts@example.com has not confirmed/,
  ],
  ['nobody', { subscriptions: async () => [] }, 'somebody gets the alerts', /^warning: nobody is subscribed/],
  ['no topic', { topics: async () => [] }, 'somebody gets the alerts', /^warning: .*no topic/],
  ['no stack', { topics: async () => undefined }, 'somebody gets the alerts', /^warning: .*no topic/],
  ['no permission on topics', { topics: notAllowed }, 'somebody gets the alerts', /^not checked: you need x:Do/],
  ['its own role', {}, 'the service runs with the app’s role', /^ok/],
  [
    'another role',
    { service: async () => ({ instanceRoleArn: `${ROLE}x` }) },
    'the service runs with the app’s role',
    /^problem: .*runs with .*x, not with/,
  ],
  [
    'no role at all',
    { service: async () => ({}) },
    'the service runs with the app’s role',
    /^problem: .*runs with no role/,
  ],
])('%s', async (_, inspection, check, expected) => {
  expect((await found(inspection))[check]).toMatch(expected);
});

test('a keeper that refuses is a problem; one that may not be asked is not checked', async () => {
  const refused = async () => {
    throw new OperatorError({ rule: 'not-an-object', reason: 'the value is no object', next: 'move it back' });
  };

  expect((await found({}, refused))['the keeper answers']).toBe('problem: the value is no object');
  expect((await found({}, notAllowed))['the keeper answers']).toBe('not checked: you need x:Do');
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
