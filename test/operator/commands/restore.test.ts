import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { armor, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { run } from '../../../lib/operator/run';
import { aChange, aPlan, aStatus, fakeContext } from '../support/fake-context';

const WITHOUT_GARMIN = { STRAVA_VERIFY_TOKEN: 't'.repeat(40), FLASK_SECRET_KEY: 'f'.repeat(64) };
const SEEDED = { ...WITHOUT_GARMIN, GARMIN_ENCRYPTION_KEY: randomBytes(32).toString('base64') };
const MISSING = 'STRAVA_CLIENT_ID, STRAVA_CLIENT_SECRET, GOOGLE_APPLICATION_CREDENTIALS_JSON';
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'restore-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Restores a backup that holds these members; gives what was said, and how often the secret was changed. */
async function restore(members: object, ...args: readonly string[]) {
  return restoreOf('staging', members, ...args);
}

/** The same, of the environment named. */
async function restoreOf(environment: string, members: object, ...args: readonly string[]) {
  const identity = await generateX25519Identity();
  const encrypter = new Encrypter();
  encrypter.addRecipient(await identityToRecipient(identity));
  const [file, identityFile] = [join(folder, 'staging.age'), join(folder, 'age.key')];
  writeFileSync(file, armor.encode(await encrypter.encrypt(JSON.stringify(members))));
  writeFileSync(identityFile, identity, { mode: 0o600 });
  let changes = 0;
  const change = async () => {
    changes += 1;
    return aChange();
  };
  const plan = async () => aPlan({ missing: ['STRAVA_CLIENT_ID'] });
  const production = { status: async () => aStatus({ environment: 'production', stravaClientId: '999111' }) };
  const mark = { status: async () => aStatus({ environment: 'mark', stravaClientId: '5' }) };
  const context = fakeContext({ keepers: { production, mark, [environment]: { plan, change } } });
  const exitCode = await run(['restore', environment, file, '--identity', identityFile, ...args], context);
  return { exitCode, changes, said: context.stdout.text + context.stderr.text };
}

test('a backup from before the keys that people bring can be put back: the check says what it has no value of', async () => {
  const { exitCode, changes, said } = await restore(SEEDED, '--check');

  expect(said).toContain(`well formed; it has no value of ${MISSING}: a restore leaves these as they are`);
  expect(said).toContain('still missing after it: STRAVA_CLIENT_ID');
  expect({ exitCode, changes }).toEqual({ exitCode: 0, changes: 0 });
});

test('the check fails for one without a generated key, which nobody could bring back: it may be all that is left', async () => {
  const { exitCode, said } = await restore(WITHOUT_GARMIN, '--check');

  expect(said).toContain(`has no value of ${MISSING}, GARMIN_ENCRYPTION_KEY`);
  expect(exitCode).toBe(1);
});

test('and it is put back', async () => {
  expect(await restore(SEEDED, '--yes')).toMatchObject({ exitCode: 0, changes: 1 });
});

test.each([['--check'], ['--yes']])('a value that the app could not use is refused: %s', async (...args) => {
  const { exitCode, changes, said } = await restore({ ...SEEDED, STRAVA_CLIENT_ID: 'abc' }, ...args);

  expect(said).toMatch(/STRAVA_CLIENT_ID +must be decimal digits/);
  expect({ exitCode, changes }).toEqual({ exitCode: 1, changes: 0 });
});

test.each([['--check'], ['--yes']])(
  'an optional value that the app could not use does not stand in the way, and is named: %s',
  async (...args) => {
    const { exitCode, changes, said } = await restore({ ...SEEDED, GCP_LOCATION: 'Europe' }, ...args);

    expect(said).toMatch(/warning: .* GCP_LOCATION must be global or a GCP region .*is left out where it has one/);
    expect({ exitCode, changes }).toEqual({ exitCode: 0, changes: args.includes('--yes') ? 1 : 0 });
  },
);

test('programs read which optional values the app could not use', async () => {
  const { said } = await restore({ ...SEEDED, GCP_LOCATION: 'Europe' }, '--yes', '--json');

  expect(said).toMatch(/"malformedOptional": \[\s*\{\s*"key": "GCP_LOCATION",\s*"rule": "must be/);
});

test('the project of another environment is refused where no Google key shows whose backup it is', async () => {
  const { exitCode, changes, said } = await restore({ ...SEEDED, GCP_PROJECT_ID: 'kaizencoach-prod' }, '--yes');

  expect(said).toContain('GCP_PROJECT_ID must be kaizencoach-staging');
  expect({ exitCode, changes }).toEqual({ exitCode: 1, changes: 0 });
});

test.each([['--check'], ['--yes'], ['--dry-run']])(
  'a backup with the Strava app of production is refused: %s',
  async (...args) => {
    const { exitCode, changes, said } = await restore({ ...SEEDED, STRAVA_CLIENT_ID: '999111' }, ...args);

    expect(said).toContain(
      'the backup holds STRAVA_CLIENT_ID 999111, the Strava app of production, which staging must not share',
    );
    expect(said).toContain('give a backup of staging');
    expect({ exitCode, changes }).toEqual({ exitCode: 2, changes: 0 });
  },
);

test('one with the Strava app of a demo is put back, with a warning; programs read it too', async () => {
  const members = { ...SEEDED, STRAVA_CLIENT_ID: '5' };
  const { exitCode, changes, said } = await restore(members, '--yes');

  expect(said).toContain('warning: mark uses the same Strava app');
  expect(said).toMatch(/Strava app not checked against: .*dom \(no-keeper\)/);
  expect({ exitCode, changes }).toEqual({ exitCode: 0, changes: 1 });
  expect((await restore(members, '--check')).said).toContain('warning: mark uses the same Strava app');
  expect((await restore(members, '--check', '--json')).said).toMatch(/"clientId": \{\s*"shared": \[\s*"mark"/);
});

test('a member that says which environment it is for hides no name: what is told can be read, and run', async () => {
  const members = { ...SEEDED, FLASK_ENV: 'production' };
  const { said } = await restoreOf('production', members, '--yes');
  const { said: saidAsJson } = await restoreOf('production', members, '--yes', '--json');

  expect(said).toContain('npx kaizencoach-secrets reload production');
  expect(saidAsJson).toContain('"environment": "production"');
});
