import type { Plan, SecretStatus } from '../../../lib/contract/operator-answer';
import { OperatorError } from '../../../lib/operator/operator-error';
import { run } from '../../../lib/operator/run';
import type { Outcome } from '../../../lib/operator/services/app-service';
import type { Inspection } from '../../../lib/operator/services/inspection';
import { serviceError } from '../../../lib/operator/services/service-error';
import { aDeployment, anAppService } from '../support/an-app-service';
import { aCompleteStatus, aPlan, fakeContext } from '../support/fake-context';

const refuse = (rule: string) => async () => {
  throw new OperatorError({ rule, reason: 'it is so', next: 'do this' });
};
const noCredentials = async () => {
  throw serviceError(Object.assign(new Error('none'), { name: 'CredentialsProviderError' }), 'asking', 'x:Do');
};
const INSPECTION: Inspection = {
  secret: refuse('not-allowed'),
  role: refuse('not-allowed'),
  hasStack: refuse('not-allowed'),
  topics: refuse('not-allowed'),
  rulesOf: refuse('not-allowed'),
  rules: refuse('not-allowed'),
  alarmsOf: refuse('not-allowed'),
  alarms: refuse('not-allowed'),
  muteRules: refuse('not-allowed'),
  subscriptions: refuse('not-allowed'),
  isFiltered: refuse('not-allowed'),
};

/** What the doctor says where the last deployment `outcome`, the app has printed `lines`, and a recovery would be `recovery`. */
async function doctor(
  found: () => Promise<SecretStatus>,
  outcome: Outcome = 'succeeded',
  lines: readonly string[] = [],
  recovery: Partial<Plan> = {},
) {
  const at = new Date('2026-05-20T00:00:00Z');
  const deployment = aDeployment({ outcome, startedAt: at, endedAt: at });
  const context = fakeContext({
    keepers: { staging: { status: found, plan: async () => aPlan(recovery), askIssuers: refuse('not-allowed') } },
    services: {
      inspection: async () => INSPECTION,
      appService: async () => anAppService({ deployments: async () => [deployment], roleArn: refuse('not-allowed') }),
      appLog: async () => ({
        lines: async () => lines.map((text) => ({ stream: 's', at, text })),
        activeStreams: async () => new Set(lines.length > 0 ? ['s'] : []),
        streams: async () => lines.map(() => ({ name: 's', firstEventAt: at })),
      }),
    },
  });
  const exitCode = await run(['doctor', 'staging'], context);
  const [, list] = context.stdout.text.split('to mend it, in this order:\n');
  return {
    exitCode,
    text: context.stdout.text,
    commands: (list ?? '')
      .trim()
      .split('\n')
      .map((line) => line.trim()),
  };
}

const LOADED = ['Secrets loaded - STRAVA_CLIENT_ID: 188207...'];

/** A complete status in which these keys are otherwise. */
function status(overrides: Partial<SecretStatus>, states: Readonly<Record<string, 'missing' | 'malformed'>> = {}) {
  const complete = aCompleteStatus();
  const keys = complete.keys.map((key) => ({
    ...key,
    ...(states[key.name] ? { state: states[key.name] ?? key.state } : {}),
  }));
  return async () => ({ ...complete, keys, ...overrides });
}

test.each([
  ['no credentials', noCredentials],
  ['no AWS', refuse('no-answer')],
])('%s: nothing could be checked, exit code 1', async (_, fails) => {
  const context = fakeContext({
    keepers: { staging: { status: fails, askIssuers: fails } },
    services: {
      inspection: async () => ({
        secret: fails,
        role: fails,
        hasStack: fails,
        topics: fails,
        subscriptions: fails,
        isFiltered: fails,
        rulesOf: fails,
        rules: fails,
        alarmsOf: fails,
        alarms: fails,
        muteRules: fails,
      }),
      appService: fails,
    },
  });

  expect(await run(['doctor', 'staging'], context)).toBe(1);
  expect(context.stdout.text).toContain('staging: nothing could be checked');
  expect(context.stdout.text).not.toContain('no problem');
});

test('what was not checked is counted beside what was found', async () => {
  const { text, exitCode } = await doctor(status({}), 'succeeded', LOADED);

  expect(text).toMatch(/^staging: no problem in what was checked; [1-9] not checked$/m);
  expect(exitCode).toBe(0);
});

test.each<[string, () => Promise<SecretStatus>, readonly string[]]>([
  [
    'two keys dropped and one broken',
    status(
      {
        droppedKeys: ['STRAVA_CLIENT_SECRET', 'GARMIN_ENCRYPTION_KEY'],
        differInPrevious: ['GOOGLE_APPLICATION_CREDENTIALS_JSON'],
      },
      {
        STRAVA_CLIENT_SECRET: 'missing',
        GARMIN_ENCRYPTION_KEY: 'missing',
        GOOGLE_APPLICATION_CREDENTIALS_JSON: 'malformed',
      },
    ),
    ['recover staging', 'reload staging', 'verify staging'],
  ],
  [
    'the client id dropped',
    status({ droppedKeys: ['STRAVA_CLIENT_ID'], stravaClientId: undefined }, { STRAVA_CLIENT_ID: 'missing' }),
    ['recover staging', 'reload staging', 'verify staging'],
  ],
  [
    'a key that never was, and a dropped one',
    status({ droppedKeys: ['FLASK_SECRET_KEY'] }, { FLASK_SECRET_KEY: 'missing', STRAVA_CLIENT_SECRET: 'missing' }),
    ['recover staging', 'populate staging', 'reload staging', 'verify staging'],
  ],
  [
    'no value yet',
    status({ versionId: null, keys: [] }),
    ['seed staging', 'populate staging', 'reload staging', 'verify staging'],
  ],
])('%s: one list of commands, each of which helps after those before it', async (_, found, expected) => {
  const { commands, exitCode, text } = await doctor(found, 'succeeded', LOADED);

  expect(commands).toEqual(expected.map((line) => `npx kaizencoach-secrets ${line}`));
  expect(expected.join().includes('populate') || !text.includes('populate')).toBe(true);
  expect(exitCode).toBe(1);
});

test('a key that no version gives back: the way on in words, and no restart of an app that could not start', async () => {
  const found = status(
    { droppedKeys: ['FLASK_SECRET_KEY'] },
    { FLASK_SECRET_KEY: 'missing', GARMIN_ENCRYPTION_KEY: 'missing' },
  );
  const { commands, text, exitCode } = await doctor(found, 'succeeded', [], { missing: ['GARMIN_ENCRYPTION_KEY'] });

  expect(commands).toEqual(['npx kaizencoach-secrets recover staging']);
  expect(text).toContain(
    'GARMIN_ENCRYPTION_KEY is missing; no version that counts has a usable value of it\n    next: npx kaizencoach-secrets restore staging',
  );
  expect(text).toContain('restart nothing: the app does not start before every required key is there');
  expect(exitCode).toBe(1);
});

test.each<[string, Outcome, readonly string[], string]>([
  [
    'the app runs with an older value',
    'succeeded',
    [],
    'problem: what the app has loaded\n    no line of the log says',
  ],
  ['App Runner rolled the deployment back', 'rolled back', LOADED, 'rolled the last deployment back'],
])('%s: what verify finds is a problem, and the command is reload', async (_, ended, lines, cause) => {
  const { text, commands } = await doctor(status({}), ended, lines);

  expect(text).toContain(cause);
  expect(commands).toEqual(['npx kaizencoach-secrets reload staging', 'npx kaizencoach-secrets verify staging']);
});

test.each<Outcome>(['under way', 'rolling back'])(
  'while a deployment is %s a reload would be refused: wait, then verify',
  async (outcome) => {
    const { text, commands } = await doctor(status({}), outcome, LOADED);

    expect(text).toContain('next: wait until the deployment has ended, then: npx kaizencoach-secrets verify staging\n');
    expect(commands.join()).toBe('');
  },
);

test('a keeper that does not know a key of the catalogue is older: deploy', async () => {
  const complete = aCompleteStatus();
  const { text, commands } = await doctor(
    status({ keys: complete.keys.filter(({ name }) => name !== 'AI_MODEL') }),
    'succeeded',
    LOADED,
  );

  expect(text).toContain('it does not know AI_MODEL');
  expect(commands).toEqual(['npx cdk deploy StagingStack']);
});
