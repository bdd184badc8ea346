import { randomBytes } from 'node:crypto';
import { run } from '../../../lib/operator/run';
import { completeKeeper, externalValues, Keeper } from '../../keeper/support/keeper';
import { fakeContext } from '../support/fake-context';
import { keeperOn } from '../support/on-a-secret';

const GARMIN = 'GARMIN_ENCRYPTION_KEY';
const FLASK = 'FLASK_SECRET_KEY';
const RESTORE = 'npx kaizencoach-secrets restore staging FILE --identity FILE; where no backup has it: ';

beforeEach(() => {
  jest.spyOn(console, 'info').mockImplementation(() => undefined);
});

async function operator(keeper: Keeper, ...args: readonly string[]) {
  const context = fakeContext({ keepers: { staging: keeperOn(keeper) } });
  const exitCode = await run([...args], context);
  return { exitCode, stdout: context.stdout.text };
}

/** A keeper whose Garmin key is in no version. */
async function withoutGarmin(): Promise<Keeper> {
  const keeper = await completeKeeper();
  const held = [...keeper.service.versions.keys()];
  keeper.service.drop(GARMIN);
  keeper.service.edit((document) => ({ ...document, AI_MODEL: 'x' }));
  for (const versionId of held) {
    keeper.service.versions.delete(versionId);
  }
  return keeper;
}

/** A keeper of an adopted secret that came with these values. */
function adopted(values: object): Keeper {
  const keeper = new Keeper();
  const generated = { [GARMIN]: randomBytes(32).toString('base64'), [FLASK]: 'f'.repeat(64) };
  keeper.service.put(
    JSON.stringify({ ...externalValues(), STRAVA_VERIFY_TOKEN: 'a'.repeat(40), ...generated, ...values }),
  );
  return keeper;
}

const NO_VERSION = 'no version that counts has a usable value of it';

test.each<[string, () => Promise<Keeper> | Keeper, string]>([
  [
    'a lost key',
    withoutGarmin,
    `${GARMIN} is missing, and ${NO_VERSION}\n  next: ${RESTORE}npx kaizencoach-secrets populate staging --set ${GARMIN}=@FILE --import-generated\n`,
  ],
  [
    'a malformed key that never was good',
    () => adopted({ [FLASK]: 'two\nlines' }),
    `${FLASK} is malformed, and ${NO_VERSION}\n  next: ${RESTORE}npx kaizencoach-secrets rotate staging ${FLASK}, which draws another\n`,
  ],
  [
    'a key that another service issues',
    () => adopted({ STRAVA_CLIENT_SECRET: null }),
    `STRAVA_CLIENT_SECRET is missing, and ${NO_VERSION}\n  next: npx kaizencoach-secrets populate staging\n`,
  ],
  [
    'a setting',
    () => adopted({ AI_TEMPERATURE: 'warm' }),
    'AI_TEMPERATURE is malformed, and a recovery brings back required keys only\n  next: npx kaizencoach-secrets populate staging --set AI_TEMPERATURE=@FILE\n',
  ],
])('%s that no version gives back is named, with the command that goes on', async (_, make, said) => {
  const { exitCode, stdout } = await operator(await make(), 'recover', 'staging', '--yes');

  expect(exitCode).toBe(1);
  expect(stdout).toContain('nothing to change');
  expect(stdout).toContain(said);
});

test('a script gets the same', async () => {
  const { stdout } = await operator(await withoutGarmin(), 'recover', 'staging', '--yes', '--json');

  expect(JSON.parse(stdout)).toMatchObject({
    outcome: 'failed',
    changed: false,
    left: [{ key: GARMIN, state: 'missing', next: expect.stringContaining('restore staging FILE') }],
  });
});

test('what comes back is stored, and what does not is named beside it', async () => {
  const keeper = await withoutGarmin();
  const { [FLASK]: dropped } = keeper.service.document;
  keeper.service.drop(FLASK);
  const { exitCode, stdout } = await operator(keeper, 'recover', 'staging', '--yes');

  expect(exitCode).toBe(1);
  expect(keeper.service.document[FLASK]).toBe(dropped);
  expect(stdout).toContain(`taken back from an earlier version: ${FLASK}`);
  expect(stdout).toContain(`${GARMIN} is missing, and ${NO_VERSION}`);
  expect(stdout).not.toContain('reload');
});

test('the command that it names for a malformed key leads out', async () => {
  const keeper = adopted({ [FLASK]: 'two\nlines' });

  expect((await operator(keeper, 'rotate', 'staging', FLASK, '--yes')).exitCode).toBe(0);
  expect((await operator(keeper, 'status', 'staging')).exitCode).toBe(0);
});

test('where every required key is there nothing is left, exit code 0', async () => {
  const { exitCode, stdout } = await operator(await completeKeeper(), 'recover', 'staging', '--yes', '--json');

  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout)).not.toHaveProperty('left');
});
