import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Emulator, startEmulator } from '../../emulator/emulator';
import { isFree } from '../../emulator/ports';
import { scratchFolder } from './support/scratch-folder';

const scratch = scratchFolder();

let emulator: Emulator;
let origin: string;

beforeAll(async () => {
  emulator = await startEmulator({ stateDir: scratch.path, hasIssuers: true });
  const log = readFileSync(join(scratch.path, 'emulator.log'), 'utf8');
  [, origin = ''] = /^Strava, Google and the app are played at (\S+)$/m.exec(log) ?? [];
});
afterAll(async () => {
  await emulator.stop();
  scratch.remove();
});

const subscriptions = (pair: object) =>
  fetch(`${origin}/www.strava.com/api/v3/push_subscriptions?${new URLSearchParams(Object.entries(pair))}`);

test('an emulator that is to have issuers has them on the loopback address', () => {
  expect(origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
});

test('they know the values in the files beside its log, which nobody else may read', async () => {
  const files = ['staging-secrets.json', 'google.key'].map((name) => join(scratch.path, name));
  const { STRAVA_CLIENT_ID: client_id, STRAVA_CLIENT_SECRET: client_secret } = JSON.parse(
    readFileSync(files[0] ?? '', 'utf8'),
  );
  expect((await subscriptions({ client_id, client_secret })).status).toBe(200);
  expect((await subscriptions({ client_id, client_secret: 'another' })).status).toBe(401);
  expect(files.map((file) => statSync(file).mode & 0o777)).toEqual([0o600, 0o600]);
});

test('they end with it, also where it is killed', async () => {
  const port = Number(new URL(origin).port);
  expect(await isFree(port)).toBe(false);
  process.kill(emulator.pid, 'SIGKILL');
  for (let look = 0; look < 100 && !(await isFree(port)); look += 1) {
    await sleep(50);
  }
  expect(await isFree(port)).toBe(true);
});
