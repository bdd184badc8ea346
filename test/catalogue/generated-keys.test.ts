import { randomBytes } from 'node:crypto';
import { GENERATED_KEYS } from '../../lib/catalogue/catalogue';

const DRAWS = 1_000;

function generatorOf(name: string): () => string {
  const key = GENERATED_KEYS.find((candidate) => candidate.name === name);
  if (key === undefined) {
    throw new Error(`${name} is not a generated key`);
  }
  return () => key.generate(randomBytes);
}

function draws(name: string): string[] {
  return Array.from({ length: DRAWS }, generatorOf(name));
}

test('exactly the keys that nobody needs to know are generated', () => {
  expect(GENERATED_KEYS.map((key) => key.name)).toEqual([
    'STRAVA_VERIFY_TOKEN',
    'FLASK_SECRET_KEY',
    'GARMIN_ENCRYPTION_KEY',
  ]);
});

test.each([
  ['STRAVA_VERIFY_TOKEN', /^[0-9a-f]{40}$/],
  ['FLASK_SECRET_KEY', /^[0-9a-f]{64}$/],
  ['GARMIN_ENCRYPTION_KEY', /^[A-Za-z0-9]{43}=$/],
])('%s has its format in a thousand draws', (name, format) => {
  expect(draws(name).filter((value) => !format.test(value))).toEqual([]);
});

test.each(GENERATED_KEYS.map((key) => key.name))('no two of a thousand draws of %s are equal', (name) => {
  expect(new Set(draws(name)).size).toBe(DRAWS);
});

test.each(['base64', 'base64url'] as const)('a thousand Garmin keys decode to 32 bytes in %s', (encoding) => {
  const strict = (value: string) => {
    const bytes = Buffer.from(value, encoding);
    return bytes.length === 32 && bytes.toString(encoding).replace(/=+$/, '') === value.replace(/=+$/, '');
  };
  expect(draws('GARMIN_ENCRYPTION_KEY').filter((value) => !strict(value))).toEqual([]);
});

test.each(GENERATED_KEYS.map((key) => key.name))('a drawn %s passes its own validator without a warning', (name) => {
  const key = GENERATED_KEYS.find((candidate) => candidate.name === name);
  expect(key?.validate(generatorOf(name)(), { gcpProject: 'any' })).toEqual({ kind: 'valid' });
});

test('a generator takes its bytes from the source it is given, and draws again until the text fits', () => {
  // GIVEN a source whose first draw has "+" and "/" in base64, and whose second has neither
  const sizes: number[] = [];
  const fills = [0xff, 0x00];
  const source = (length: number) => {
    sizes.push(length);
    return new Uint8Array(length).fill(fills.shift() ?? 0);
  };
  // WHEN a Garmin key is drawn
  const key = GENERATED_KEYS.find((candidate) => candidate.name === 'GARMIN_ENCRYPTION_KEY')?.generate(source);
  // THEN it is the second draw
  expect(key).toBe(Buffer.alloc(32).toString('base64'));
  expect(sizes).toEqual([32, 32]);
});
