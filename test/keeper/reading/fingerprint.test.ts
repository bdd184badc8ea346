import { createHmac, randomBytes } from 'node:crypto';
import { completeKeeper, Keeper } from '../support/keeper';

const GARMIN = 'GARMIN_ENCRYPTION_KEY';
const FLASK = 'FLASK_SECRET_KEY';
const UNSHAREABLE = ['STRAVA_CLIENT_SECRET', FLASK, 'GOOGLE_APPLICATION_CREDENTIALS_JSON', GARMIN];

let keeper: Keeper;

beforeEach(async () => {
  jest.spyOn(console, 'info').mockImplementation(() => undefined);
  keeper = await completeKeeper();
});

async function fingerprints(nonce = randomBytes(32).toString('hex')) {
  const answer = await keeper.ask({ operation: 'fingerprint', nonce });
  if (answer.outcome !== 'fingerprints') {
    throw new Error(answer.outcome);
  }
  return answer.fingerprints;
}

test('the same value gives the same digest under one nonce, and another one under the next', async () => {
  const [first, second] = [randomBytes(32).toString('hex'), randomBytes(32).toString('hex')];
  const { digests } = await fingerprints(first);
  expect((await fingerprints(first)).digests).toEqual(digests);
  expect((await fingerprints(second)).digests[FLASK]).not.toBe(digests[FLASK]);
});

test('a digest is the same in every version of the keeper: the HMAC of name and value under the bytes of the nonce', async () => {
  const nonce = randomBytes(32);
  const expected = createHmac('sha256', nonce).update(`${FLASK}\0${String(keeper.service.document[FLASK])}`);
  expect((await fingerprints(nonce.toString('hex'))).digests[FLASK]).toBe(expected.digest('hex').slice(0, 32));
});

test('a Garmin key has one digest in every spelling of its bytes: that of the standard alphabet', async () => {
  const nonce = randomBytes(32);
  const key = Buffer.concat([Buffer.from([0xfb, 0xff]), randomBytes(30)]);
  const text = key.toString('base64');
  const expected = createHmac('sha256', nonce).update(`${GARMIN}\0${text}`).digest('hex').slice(0, 32);
  for (const spelling of [text, `${key.toString('base64url')}=`, text.slice(0, -1), `"${text}"`, `${text}\n`]) {
    keeper.service.edit((document) => ({ ...document, [GARMIN]: spelling }));
    const { digests, tooWeak } = await fingerprints(nonce.toString('hex'));
    expect([digests[GARMIN], tooWeak]).toEqual([expected, []]);
  }
});

test('a value that follows from the environment is not compared, whatever it is', async () => {
  keeper.service.edit((document) => ({ ...document, GCP_PROJECT_ID: 'short' }));
  expect((await fingerprints()).tooWeak).toEqual([]);
});

test('every key that environments must not share is compared, the Google key file too', async () => {
  expect(await fingerprints()).toMatchObject({ environment: 'staging', tooWeak: [], stravaClientId: '188207' });
  expect(Object.keys((await fingerprints()).digests)).toEqual(UNSHAREABLE);
});

test('a value that could be guessed is not fingerprinted, and a placeholder is none', async () => {
  keeper.service.edit((document) => ({ ...document, [FLASK]: 'password', STRAVA_CLIENT_SECRET: '' }));
  const { tooWeak, digests } = await fingerprints();
  expect([tooWeak, Object.keys(digests)]).toEqual([[FLASK], ['GOOGLE_APPLICATION_CREDENTIALS_JSON', GARMIN]]);
});

test('I1: what stands in the place of the client id and is none is not told', async () => {
  keeper.service.edit((document) => ({ ...document, STRAVA_CLIENT_ID: randomBytes(20).toString('hex') }));
  expect((await fingerprints()).stravaClientId).toBeUndefined();
});

test('one value under two names gives two digests: which keys share it is not told', async () => {
  const value = randomBytes(32).toString('hex');
  keeper.service.edit((document) => ({ ...document, [FLASK]: value, STRAVA_CLIENT_SECRET: value }));
  const { digests } = await fingerprints();
  expect(digests[FLASK]).toMatch(/^[0-9a-f]{32}$/);
  expect(digests[FLASK]).not.toBe(digests['STRAVA_CLIENT_SECRET']);
});

test.each([188207, 'abc', '1'.repeat(13)])('a client id that is none is told as such: %p', async (id) => {
  keeper.service.edit((document) => ({ ...document, STRAVA_CLIENT_ID: id }));
  expect(await fingerprints()).toMatchObject({ unusableClientId: true, tooWeak: [] });
});

test('nor is one that is not there an unusable one', async () => {
  keeper.service.edit((document) => ({ ...document, STRAVA_CLIENT_ID: '' }));
  expect((await fingerprints()).unusableClientId).toBe(false);
});

test('a secret that is not there, and one without a value, have nothing to compare', async () => {
  const nonce = randomBytes(32).toString('hex');
  const empty = new Keeper();
  empty.service.put('');
  expect(await empty.ask({ operation: 'fingerprint', nonce })).toMatchObject({ rule: 'no-value' });
  empty.service.exists = false;
  expect(await empty.ask({ operation: 'fingerprint', nonce })).toMatchObject({ rule: 'no-such-secret' });
});
