import { randomBytes } from 'node:crypto';
import { resourceNames } from '../../lib/environments/names';
import { environmentNamed } from '../../lib/environments/rows';
import { askKeeper } from './support/ask-keeper';
import { deployedEnvironment, type EnvironmentUnderTest, forceUpdate } from './support/environment-under-test';
import { without } from './support/stored-secret';

const KEEPER = resourceNames(environmentNamed('staging')).keeperFunction;
const NO_CONSENTS = { importGenerated: false, invalidateGarminPasswords: false };
const SETTINGS = ['AI_MODEL', 'GCP_LOCATION', 'AI_THINKING_LEVEL', 'WEBHOOK_DELAY_SECONDS', 'AI_MAX_OUTPUT_TOKENS'];
const VALUES: Readonly<Record<string, string>> = {
  AI_MODEL: 'gemini-flash',
  GCP_LOCATION: 'europe-west1',
  AI_THINKING_LEVEL: 'LOW',
  WEBHOOK_DELAY_SECONDS: '3',
  AI_MAX_OUTPUT_TOKENS: '2048',
};

let staging: EnvironmentUnderTest;

beforeAll(async () => {
  staging = await deployedEnvironment('staging');
});
afterAll(() => staging.end());

const seenVersion = async () => {
  const answer = await askKeeper(staging.lambda, KEEPER, { operation: 'status' });
  return answer.outcome === 'status' ? answer.status.versionId : null;
};

/** Sets one key on what was seen last; says whether the keeper reported success. */
async function populate(name: string, seen: string | null): Promise<'done' | 'moved'> {
  const answer = await askKeeper(staging.lambda, KEEPER, {
    operation: 'populate',
    requestId: randomBytes(8).toString('hex'),
    seenVersion: seen,
    values: { [name]: VALUES[name] ?? '' },
    consents: NO_CONSENTS,
  });
  if (answer.outcome === 'refused' && !['moved', 'lost-race'].includes(answer.rule)) {
    throw new Error(`refused for another reason: ${answer.rule}`);
  }
  return answer.outcome === 'done' ? 'done' : 'moved';
}

/** Looks again and tries again, as an operator does, until it is done. */
async function populateUntilDone(name: string): Promise<void> {
  for (let attempt = 0; attempt < 30; attempt += 1) {
    if ((await populate(name, await seenVersion())) === 'done') {
      return;
    }
  }
  throw new Error(`${name} was never done`);
}

test('I3: of writers that saw the same version one succeeds, and the others are told to look again', async () => {
  const seen = await seenVersion();
  const outcomes = await Promise.all(SETTINGS.map((name) => populate(name, seen)));
  const stored = Object.keys(await staging.secret.document()).filter((name) => SETTINGS.includes(name));
  expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1);
  expect(stored).toEqual(SETTINGS.filter((_, index) => outcomes[index] === 'done'));
});

test('I3: every edit that reported success while the keeper seeds is in the final document', async () => {
  // GIVEN a secret whose generated keys one edit has dropped
  const before = await staging.secret.document();
  await staging.secret.edit('{"note":"kept"}');
  // WHEN five writers and a deployment work on it at the same time
  const [update] = await Promise.all([forceUpdate(staging, 'StagingStack'), ...SETTINGS.map(populateUntilDone)]);
  // THEN nothing that reported success is missing
  const document = await staging.secret.document();
  expect(document).toMatchObject({ note: 'kept', ...VALUES });
  // AND the generated keys were taken back, or, if a writer had moved AWSPREVIOUS on before, refused by name
  if (update.status === 'UPDATE_COMPLETE') {
    expect(document).toMatchObject(before);
  } else {
    expect(update.reasons.join()).toContain('GARMIN_ENCRYPTION_KEY existed');
    expect(Object.keys(document)).not.toContain('GARMIN_ENCRYPTION_KEY');
  }
});

test('I3: a raw writer that wins is not overwritten, and what it dropped is named and taken back', async () => {
  // GIVEN a complete set of generated keys
  await staging.secret.edit(
    JSON.stringify({
      ...(await staging.secret.document()),
      FLASK_SECRET_KEY: 'a'.repeat(64),
      STRAVA_VERIFY_TOKEN: 'b'.repeat(40),
      GARMIN_ENCRYPTION_KEY: Buffer.alloc(32, 1).toString('base64'),
      STRAVA_CLIENT_ID: '1',
    }),
  );
  const before = await staging.secret.document();
  const seen = await seenVersion();
  // WHEN a raw writer writes over what an operator has seen
  await staging.secret.editJson((document) => ({
    ...without(document, 'STRAVA_CLIENT_ID', 'FLASK_SECRET_KEY'),
    raw: 'won',
  }));
  // THEN the operator's edit is refused, the status names what was dropped, and seeding brings back what it may
  expect(await populate('AI_MODEL', seen)).toBe('moved');
  const answer = await askKeeper(staging.lambda, KEEPER, { operation: 'status' });
  expect(answer.outcome === 'status' && answer.status.droppedKeys).toEqual(['STRAVA_CLIENT_ID', 'FLASK_SECRET_KEY']);
  const seeded = await askKeeper(staging.lambda, KEEPER, {
    operation: 'seed',
    requestId: randomBytes(8).toString('hex'),
    seenVersion: await seenVersion(),
    consents: NO_CONSENTS,
  });
  expect(seeded).toMatchObject({
    outcome: 'done',
    change: {
      takenBack: ['STRAVA_CLIENT_ID', 'FLASK_SECRET_KEY'],
      dropped: ['STRAVA_CLIENT_ID', 'FLASK_SECRET_KEY'],
      generated: [],
    },
  });
  expect(await staging.secret.document()).toEqual({ ...before, raw: 'won' });
});
