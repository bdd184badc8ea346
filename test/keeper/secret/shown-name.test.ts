import { randomBytes } from 'node:crypto';
import { CATALOGUE } from '../../../lib/catalogue/catalogue';
import { shownName } from '../../../lib/keeper/secret/shown-name';

const hidden = (name: string) => `(a name of ${name.length} characters)`;

// But for how it begins, each could be the name of a setting.
test.each([
  'AKIAABCDEFGHIJ',
  'ASIAABCDEFGHIJ',
  'ABIAABCDEFGHIJ',
  'ACCAABCDEFGHIJ',
  'AIZAABCDEFGHIJ',
  ...['O', 'P', 'R', 'S', 'U'].map((kind) => `GH${kind}_ABCDEFGHIJKL`),
  'GITHUB_PAT_ABCDEFGHIJKL',
  'GLPATABCDEFGHI',
  ...['A', 'B', 'E', 'P', 'R', 'S'].map((kind) => `XOX${kind}_ABCDEFGHIJKL`),
  'SK_LIVE_ABCDEFGHIJKL',
  'RK_LIVE_ABCDEFGHIJKL',
  'EYJABCDEFGHIJK',
])('I1: %s begins like a credential and is not shown', (name) => {
  expect(shownName(name)).toBe(hidden(name));
});

test.each([
  'A3TABCDEFGHIJK',
  'AKIA2ABCDEFGHIJ',
  'JBSWY3DPEHPK3PXP',
  randomBytes(20).toString('hex'),
  'with space',
  'lower_case',
  'WITH-HYPHEN',
  '',
  'A'.repeat(15),
  'A123',
  '_A',
  'A__B',
])('I1: what has not the form of a setting’s name is not shown: case %#', (name) => {
  expect(shownName(name)).toBe(hidden(name));
});

test.each([
  'SMTP_PASSWORD',
  'OAUTH2_TOKEN',
  'PART_1',
  'MY_AKIA',
  'GHOST_MODE',
  'XOXO',
  ...CATALOGUE.map(({ name }) => name),
])('%s is shown', (name) => {
  expect(shownName(name)).toBe(name);
});
