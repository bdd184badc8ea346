import { environmentNamed } from '../../../lib/environments/rows';
import { verification } from '../../../lib/operator/verify/gather';
import { completeKeeper, type Keeper } from '../../keeper/support/keeper';
import { anAppLog } from '../support/an-app-log';
import { aDeployment, anAppService } from '../support/an-app-service';
import { fakeContext } from '../support/fake-context';

const HOUR = 3_600_000;
let secret: Keeper;

beforeEach(async () => {
  jest.spyOn(console, 'info').mockImplementation(() => undefined);
  secret = await completeKeeper();
  secret.service.now += HOUR;
});

/** What is found now of an app whose one instance started then, loaded the secret, and serves. */
async function proofOf(startedAt: number) {
  const line = (at: number, text: string) => ({ stream: 'i', at: new Date(at), text });
  const lines = [
    line(startedAt + 1_000, 'Secrets loaded - STRAVA_CLIENT_ID: 188207...'),
    line(secret.service.now - 60_000, 'GET /health'),
  ];
  const appLog = async () => anAppLog(lines, { i: new Date(startedAt) });
  const last = aDeployment({ startedAt: new Date(startedAt - 1_000), endedAt: new Date(startedAt + 5_000) });
  const service = anAppService({ deployments: async () => [last] });
  const context = fakeContext({ services: { appLog }, now: new Date(secret.service.now) });
  return (await verification(environmentNamed('staging'), await secret.status(), service, context)).proof;
}

test('an app that started with a version from which the label was moved back by hand is not loaded', async () => {
  const good = secret.service.id('AWSCURRENT') ?? '';
  const bad = secret.service.put('{"FLASK_SECRET_KEY":"a","FLASK_SECRET_KEY":"b"}');
  secret.service.now += HOUR;
  const startedAt = secret.service.now;
  secret.service.now += HOUR;
  await secret.surroundings.store.promote(good, bad, new AbortController().signal);
  secret.service.now += HOUR;

  expect(await proofOf(startedAt)).toBe('unknown');
});

test('an app that started after the keeper staged a version and before it moved the label is not loaded', async () => {
  let staged = 0;
  secret.service.turn = async (operation) => {
    if (operation === 'UpdateSecretVersionStage') {
      staged = secret.service.now;
      secret.service.now += 30_000;
    }
  };
  await secret.change('rotate', { keys: ['FLASK_SECRET_KEY'] });
  const swapped = secret.service.now;
  secret.service.now += HOUR;

  expect(await proofOf(staged + 5_000)).toBe('unknown');
  expect(await proofOf(swapped + 1_000)).toBe('loaded');
});
