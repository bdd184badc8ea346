import { randomBytes } from 'node:crypto';
import { CATALOGUE, GENERATED_KEYS } from '../../lib/catalogue/catalogue';

function isUnguessable(name: string, value: unknown): boolean {
  return CATALOGUE.find((key) => key.name === name)?.isUnguessable?.(value) === true;
}

test.each(GENERATED_KEYS.filter(({ shareable }) => !shareable).map(({ name, generate }) => [name, generate] as const))(
  'a drawn %s can be fingerprinted',
  (name, generate) => {
    expect(isUnguessable(name, generate(randomBytes))).toBe(true);
  },
);

test.each([
  ['FLASK_SECRET_KEY', 'a'.repeat(64)],
  ['FLASK_SECRET_KEY', 'my very own and very long pass phrase for the sessions of the app'],
  ['FLASK_SECRET_KEY', '01'.repeat(32)],
  ['GARMIN_ENCRYPTION_KEY', Buffer.alloc(32).toString('base64')],
  ['STRAVA_CLIENT_SECRET', 'deadbeef'],
  ['STRAVA_CLIENT_ID', '176694'],
  ['STRAVA_VERIFY_TOKEN', randomBytes(20).toString('hex')],
])('%s is not fingerprinted where it can be guessed, or may be shared (%#)', (name, value) => {
  expect(isUnguessable(name, value)).toBe(false);
});
