import { findingOf } from '../../lib/review/finding';
import { isValue, withheld } from '../../lib/review/withheld';

const TOKEN = `eyJ${'a'.repeat(12)}.${'b'.repeat(12)}.c`;

test.each([
  ['a token', TOKEN],
  ['a token in a sentence', `the token ${TOKEN}`],
  ['a token in quotes', `"${TOKEN}"`],
  ['a reference', '{{resolve:secretsmanager:one}}'],
  ['40 hex digits', 'a1'.repeat(20)],
])('%s is withheld', (_, text) => {
  expect(withheld({ note: text })).toEqual({ note: `(withheld: ${text.length} characters)` });
});

test.each([`\${Stack}-one`, 'arn:aws:iam::111122223333:role/one', 'a sentence'])('%s is not', (text) => {
  expect(isValue(text, [])).toBe(false);
});

// Looked through again from each of its parts, any of them takes hours, and the page of the change never comes.
test.each(['eyJ-', '${', 'eyJ', 'a1', 'arn:'])('a text of many %s is looked through once', (part) => {
  expect(typeof isValue(part.repeat(1_000_000), [])).toBe('boolean');
});

test.each([
  ['a reference', `\${FlaskKey}`, false],
  ['two references', `\${Flask}\${Key.Arn}`, false],
  ['text that begins like one', `\${!FlaskKey}`, true],
  ['text that a logical id could be', 'hunterABCDEF12', true],
  ['a reference with text beside it', `\${FlaskKey}-one`, true],
])('under the name of a secret key, as a value: %s', (_, text, isOne) => {
  expect(isValue(text, ['Environment', 'FLASK_SECRET_KEY'])).toBe(isOne);
});

// No text that a pattern knows: a person thought of it.
const CHOSEN = 'correct-horse-battery-staple';

test('I1: what a finding is about may be the name of a secret key, where its values have no name left', () => {
  const about = (path: string) =>
    findingOf('staging', {
      gate: 'keeper.environment',
      sentence: '',
      before: undefined,
      after: CHOSEN,
      evidence: [{ logicalId: 'Keeper', path }],
    }).after;
  expect(about('Environment.Variables.FLASK_SECRET_KEY')).toBe('(withheld: 28 characters)');
  expect(about('Environment.Variables.DOMAIN')).toBe(CHOSEN);
});

test.each([
  `FLASK_SECRET_KEY=${CHOSEN}`,
  `export STRAVA_VERIFY_TOKEN='${CHOSEN}'`,
  `  "GARMIN_ENCRYPTION_KEY" : "${CHOSEN}",`,
  `strava_client_secret: ${CHOSEN}`,
])('I1: of a file’s text, what stands behind the name of a secret key is withheld, and the rest is not: %s', (line) => {
  const shown = String(withheld(`# settings\n${line}\nSTRAVA_CLIENT_ID=12345\n`));
  expect(shown).not.toContain('horse');
  expect(shown).toMatch(/^# settings\n.*\(withheld: \d+ characters\)\nSTRAVA_CLIENT_ID=12345\n$/);
});
