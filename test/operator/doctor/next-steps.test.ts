import { ENVIRONMENTS, environmentNamed } from '../../../lib/environments/rows';
import { examine } from '../../../lib/operator/doctor/examine';
import type { Finding } from '../../../lib/operator/doctor/finding';
import type { Inspection } from '../../../lib/operator/services/inspection';
import { anAppService } from '../support/an-app-service';
import { aStatus, fakeContext } from '../support/fake-context';
import { HEALTHY, notAllowed, ROLE, RULE, SECRET, SUBSCRIPTION } from '../support/healthy-inspection';

const staging = environmentNamed('staging');
const RULES = 'rules of the alerts';
const ALERTS = 'who gets the alerts';
const STRAVA_APP = '“Invalid client_id”: the Strava app';
const DEPLOY = 'npx cdk deploy StagingStack';

interface Differences {
  readonly inspection?: Partial<Inspection>;
  readonly role?: string;
  /** Client ids by environment; null where it has none, absent where it cannot be asked. */
  readonly clientIds?: Readonly<Record<string, string | null>>;
}

/** A status of a secret that has no client id. */
function withoutClientId() {
  const keys = aStatus().keys.map((key) =>
    key.name === 'STRAVA_CLIENT_ID' ? { ...key, state: 'missing' as const } : key,
  );
  return aStatus({ keys, stravaClientId: undefined });
}

/** What is found of one check. */
async function found(wanted: string, { inspection, role, clientIds = { staging: '188207' } }: Differences) {
  const context = fakeContext({
    keepers: Object.fromEntries(
      Object.entries(clientIds).map(([name, id]) => [
        name,
        { status: async () => (id === null ? withoutClientId() : aStatus({ stravaClientId: id })) },
      ]),
    ),
    services: {
      inspection: async () => ({ ...HEALTHY, ...inspection }),
      appService: async () => anAppService({ roleArn: async () => role }),
      appLog: notAllowed,
    },
  });
  return (await examine(staging, context)).filter(({ check }) => check === wanted);
}

const secret = (overrides: object) => async () => ({ arn: SECRET, deleted: false, labels: [], ...overrides });
const OTHER = { name: 'other', state: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS', scheduled: false };

test.each<[string, string, Partial<Inspection>, string]>([
  ['there is no secret', 'the secret', { secret: async () => undefined }, `${DEPLOY} --revert-drift`],
  [
    'the secret is deleted',
    'the secret',
    { secret: secret({ deleted: true, labels: ['AWSCURRENT'] }) },
    'aws secretsmanager restore-secret --secret-id staging-kaizencoach-app-secrets',
  ],
  [
    'no version is current',
    'the secret',
    { secret: secret({ labels: ['AWSPREVIOUS'] }) },
    'npx kaizencoach-secrets seed staging',
  ],
  ['there is no topic', ALERTS, { topics: async () => [] }, DEPLOY],
  ['the topic was deleted', ALERTS, { subscriptions: async () => undefined }, `${DEPLOY} --revert-drift`],
  ['the stack has no rules', RULES, { rulesOf: async () => [] }, DEPLOY],
  ['a rule is gone', RULES, { rules: async () => [OTHER] }, `${DEPLOY} --revert-drift`],
  [
    'a rule that waits for a time is off',
    RULES,
    { rules: async () => [{ name: RULE, state: 'DISABLED', scheduled: true }] },
    `aws events enable-rule --name ${RULE}`,
  ],
])('%s: the command that mends it', async (_, check, inspection, command) => {
  expect(await found(check, { inspection })).toEqual([expect.objectContaining({ command, next: command })]);
});

test.each<[string, string, Differences, string]>([
  [
    'somebody has not confirmed',
    ALERTS,
    { inspection: { subscriptions: async () => [{ protocol: 'email', endpoint: 'a@example.com', arn: undefined }] } },
    'follow the link in the e-mail',
  ],
  ['nobody is subscribed', ALERTS, { inspection: { subscriptions: async () => [] } }, 'audit.subscriptions'],
  [
    'the service runs with another role',
    'role of the running service',
    { role: `${ROLE}x` },
    'give the service the role staging-kaizencoach-instance-role',
  ],
])('%s: a step in words, and no command', async (_, check, differences, step) => {
  const [finding, ...others] = await found(check, differences);

  expect(finding).toMatchObject({ next: expect.stringContaining(step) });
  expect([finding?.command, ...others]).toEqual([undefined]);
});

test('a role with a path is that of its name', async () => {
  expect(await found('role of the running service', { role: ROLE.replace('role/', 'role/a/path/') })).toEqual([
    expect.objectContaining({ verdict: 'ok' }),
  ]);
});

test('only the subscriptions that wait are told, where others are confirmed', async () => {
  const subscriptions = async () => [
    { protocol: 'email', endpoint: 'a@example.com', arn: SUBSCRIPTION },
    { protocol: 'email', endpoint: 'b@example.com', arn: undefined },
  ];
  expect(await found(ALERTS, { inspection: { subscriptions } })).toEqual([
    expect.objectContaining({ verdict: 'problem', cause: expect.stringMatching(/^b@example.com has not confirmed/) }),
  ]);
});

test('of several rules each that is amiss is told, and none is said to be well beside it', async () => {
  const rules = [
    { name: 'deaf', state: 'ENABLED', scheduled: false },
    { name: 'idle', state: 'DISABLED', scheduled: true },
    { ...OTHER, name: 'well' },
  ];
  const rulesOf = async () => ['gone', 'deaf', 'idle', 'well'];
  const amiss = await found(RULES, { inspection: { rulesOf, rules: async () => rules } });

  expect(amiss.map(({ verdict, cause }) => `${verdict}: ${cause.split(' ', 1)}`)).toEqual([
    'problem: gone',
    'problem: deaf',
    'problem: idle',
  ]);
});

test('the rules of this environment are asked for, and no others', async () => {
  const asked: string[] = [];
  const rules = async (prefix: string) => {
    asked.push(prefix);
    return [];
  };
  await found(RULES, { inspection: { rules } });

  expect(asked).toEqual(['staging-kaizencoach-audit-']);
});

test('a policy of the secret that denies the app’s role is told beside what the role may', async () => {
  const policy = JSON.stringify({ Statement: { Effect: 'Deny', Principal: '*', Action: '*', Resource: '*' } });
  const [finding] = await found('the secret’s own policy', {
    inspection: { secret: secret({ labels: ['AWSCURRENT'], policy }) },
  });

  expect(finding).toMatchObject({ verdict: 'problem', command: `${DEPLOY} --revert-drift` });
});

test.each<[string, Partial<Inspection>]>([
  ['of a role that is not there', { role: async () => undefined }],
  ['of a secret that is scheduled for deletion, whose policy is not read', { secret: secret({ deleted: true }) }],
])('no policy of the secret is judged: %s', async (_, inspection) => {
  expect(await found('the secret’s own policy', { inspection })).toEqual([]);
});

/** A client id of its own for each environment, and for all but two. */
const OF_ALL: Readonly<Record<string, string>> = {
  ...Object.fromEntries(ENVIRONMENTS.map(({ name }, index) => [name, String(index)])),
  staging: '188207',
};
const { production: _production, dom: _dom, ...OF_SOME } = OF_ALL;

test.each<[string, Differences['clientIds'], Partial<Finding>]>([
  ['none is stored', { staging: null }, { verdict: 'problem', command: 'npx kaizencoach-secrets populate staging' }],
  [
    'production has the same',
    { staging: '188207', production: '188207' },
    { verdict: 'problem', next: expect.stringContaining('https://www.strava.com/settings/api') },
  ],
  [
    'a demo has the same',
    { staging: '188207', production: '1', mark: '188207' },
    { verdict: 'warning', cause: 'mark uses the same Strava app, 188207', next: 'https://www.strava.com/settings/api' },
  ],
  [
    'two demos have the same',
    { staging: '188207', mark: '188207', dom: '188207' },
    { verdict: 'warning', cause: 'mark, dom use the same Strava app, 188207' },
  ],
  [
    'all have others',
    { ...OF_ALL, dom: null },
    { verdict: 'ok', cause: expect.stringMatching(/^188207: its callback domain must be staging[^;]*\)$/) },
  ],
  [
    'two cannot be asked',
    OF_SOME,
    { verdict: 'ok', cause: expect.stringMatching(/; not checked against production, dom$/) },
  ],
])('the client id, where %s', async (_, clientIds, expected) => {
  expect(await found(STRAVA_APP, { clientIds })).toEqual([expect.objectContaining(expected)]);
});

test('a fault while others are asked for their client ids is none of the environment', async () => {
  const faulty = () => Promise.reject(new TypeError('a fault of this program'));
  const context = fakeContext({
    keepers: { staging: { status: async () => aStatus() }, mark: { status: faulty } },
    services: { inspection: async () => HEALTHY, appService: notAllowed },
  });

  await expect(examine(staging, context)).rejects.toThrow('a fault of this program');
});
