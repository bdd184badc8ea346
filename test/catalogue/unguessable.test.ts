import { randomBytes } from 'node:crypto';
import { CATALOGUE, GENERATED_KEYS } from '../../lib/catalogue/catalogue';
import { holdsPrivateKey, isRandomBase64, isRandomHexadecimal } from '../../lib/catalogue/unguessable';

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

const varied = (length: number) => '0123456789abcdef'.repeat(20).slice(0, length);
const pem = (length: number) => 'PRIVATE KEY'.padEnd(length, 'x');

test.each<[string, (value: unknown) => boolean, readonly unknown[], readonly unknown[]]>([
  [
    'hexadecimal digits',
    isRandomHexadecimal,
    [varied(32), varied(64).toUpperCase(), `${'01234567'}${'0'.repeat(24)}`],
    [varied(31), `x${varied(32)}`, `${varied(32)}x`, `0123456${'0'.repeat(25)}`, [varied(32)], 5, undefined],
  ],
  [
    'base64',
    isRandomBase64,
    [varied(22), `${varied(22)}==`, `+/_-${varied(40)}=`, varied(64).toUpperCase()],
    [
      varied(21),
      `${varied(21)}=`,
      `!${varied(22)}`,
      `${varied(22)}!`,
      `${varied(22)}===`,
      'AB'.repeat(22),
      [varied(22)],
    ],
  ],
  [
    'a key file',
    holdsPrivateKey,
    [pem(200), `${'x'.repeat(200)}PRIVATE KEY`],
    [pem(199), 'PUBLIC KEY'.padEnd(200, 'x'), Array(200).fill('PRIVATE KEY'), undefined],
  ],
])('%s of so many bits are taken for random, and nothing less', (_, isRandom, random, guessable) => {
  expect(random.map(isRandom)).toEqual(random.map(() => true));
  expect(guessable.map(isRandom)).toEqual(guessable.map(() => false));
});
