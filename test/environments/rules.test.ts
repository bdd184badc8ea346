import { DETECTIONS } from '../../lib/audit/detections';
import { auditNames, resourceNames } from '../../lib/environments/names';
import type { Environment } from '../../lib/environments/row';
import { ENVIRONMENTS } from '../../lib/environments/rows';
import { validateEnvironments } from '../../lib/environments/rules';
import { ADOPTED, ON_ECS, RETAINED } from '../support/sample-environments';
import { refusal, refusalOf, untyped } from './support/refusal';

const OTHER: Environment = {
  ...RETAINED,
  name: 'other',
  stackId: 'OtherStack',
  secretName: 'other-app-secrets',
  resourcePrefix: 'other',
};

test('the environments of this project keep every rule', () => {
  expect(() => validateEnvironments(ENVIRONMENTS)).not.toThrow();
});

test.each([
  ['created', RETAINED],
  ['adopted', ADOPTED],
  ['pinned', { ...RETAINED, account: '111122223333' }],
  ['adopted and pinned', { ...ADOPTED, account: '111122223333' }],
  ['of the successor runtime', ON_ECS],
] as const)('a valid row that is %s is accepted', (_, row) => {
  expect(refusal([row])).toEqual([]);
});

test.each([
  ['name', 'sample: name must be unique, because the command line addresses environments by it, got "sample"'],
  ['stackId', 'other: stackId must be unique, because the second stack would replace the first, got "SampleStack"'],
  [
    'secretName',
    'other: secretName must be unique, because two environments would share one secret, got "sample-app-secrets"',
  ],
  [
    'resourcePrefix',
    'other: resourcePrefix must be unique, because the names of roles and functions would clash, got "sample"',
  ],
] as const)('two rows with the same %s are refused', (field, message) => {
  expect(refusal([RETAINED, { ...OTHER, [field]: RETAINED[field] }])).toEqual([`${message} as in row 1 (sample)`]);
});

test('two rows that share everything else are accepted', () => {
  expect(refusal([RETAINED, OTHER])).toEqual([]);
});

test.each(['Sample', '1st', 'sam-ple', ''])('the name %j is refused', (name) => {
  expect(refusalOf({ name })).toEqual([
    `${name}: name must be a lower-case letter, then lower-case letters and digits, got "${name}"`,
  ]);
});

test.each(['sample secrets', 'sample*', 'sämple', '', 'x'.repeat(513)])(
  'the secret name %j is refused',
  (secretName) => {
    expect(refusalOf({ secretName })).toEqual([
      `sample: secretName must be 1 to 512 letters, digits and /_+=.@-, got "${secretName}"`,
    ]);
  },
);

test.each(['12345678901', '1234567890123', '12345678901x', ''])('the account %j is refused', (account) => {
  expect(refusalOf({ account })).toEqual([`sample: account must be 12 digits, got "${account}"`]);
});

test.each([
  ['runtime', 'lambda', 'app-runner, ecs-express'],
  ['tier', 'test', 'production, staging, demo'],
  ['removal', 'keep', 'retain, destroy'],
])('an unknown %s is refused', (field, word, known) => {
  expect(refusal([untyped({ tier: 'demo', [field]: word })])).toEqual([
    `sample: ${field} must be one of ${known}, got "${word}"`,
  ]);
});

test.each([
  ['runtime', 'one of app-runner, ecs-express'],
  ['domain', 'a lower-case host name such as demo.kaizencoach.training'],
])('an absent %s is refused', (field, words) => {
  expect(refusal([untyped({ [field]: undefined })])).toEqual([`sample: ${field} must be ${words}, got undefined`]);
});

describe('a secret name that is the beginning of another’s', () => {
  const SHORT = { ...RETAINED, secretName: 'sample-secrets' };
  const LONG = { ...OTHER, secretName: 'sample-secrets-of-another' };
  const message = 'sample: secretName must not be the beginning of another\'s (other), got "sample-secrets"';

  test.each([
    ['before it', [SHORT, LONG]],
    ['after it', [LONG, SHORT]],
  ])('is refused where the other stands %s', (_, rows) => {
    expect(refusal(rows)).toEqual([message]);
  });

  test('is refused where it goes on without a hyphen', () => {
    expect(refusal([SHORT, { ...OTHER, secretName: 'sample-secretsOfAnother' }])).toEqual([message]);
  });

  test('is accepted where it is only the end or the middle of another’s', () => {
    expect(refusal([SHORT, { ...OTHER, secretName: 'other-sample-secrets-too' }])).toEqual([]);
  });
});

test.each(['', 'x'.repeat(41), 'sam ple', 'sam.ple'])('the resource prefix %j is refused', (resourcePrefix) => {
  expect(refusalOf({ resourcePrefix })).toEqual([
    `sample: resourcePrefix must be 1 to 40 letters, digits, - and _, got "${resourcePrefix}"`,
  ]);
});

test('the longest resource prefix leaves room for the names of roles, functions and rules', () => {
  const row = { ...RETAINED, resourcePrefix: 'x'.repeat(40) };
  const audit = auditNames(row.resourcePrefix);
  const rules = DETECTIONS.map(({ id }) => `${audit.prefix}-${id}`);
  expect(refusal([row])).toEqual([]);
  for (const name of [...Object.values(resourceNames(row)), ...Object.values(audit), ...rules]) {
    expect(name).toMatch(/^[A-Za-z0-9_-]{1,64}$/);
  }
});

test.each([
  '',
  'localhost',
  'https://sample.kaizencoach.training',
  'Sample.kaizencoach.training',
  '-x.training',
  'a..training',
])('the domain %j is refused', (domain) => {
  expect(refusalOf({ domain })).toEqual([
    `sample: domain must be a lower-case host name such as demo.kaizencoach.training, got "${domain}"`,
  ]);
});

test.each(['1Stack', 'Sample_Stack', ''])('the stack id %j is refused', (stackId) => {
  expect(refusalOf({ stackId })).toEqual([
    `sample: stackId must be a letter, then letters, digits and hyphens, at most 128, got "${stackId}"`,
  ]);
});

test('all violations of all rows are reported at once', () => {
  expect(
    refusal([
      { ...RETAINED, account: '1', domain: '' },
      { ...OTHER, name: 'Other' },
    ]),
  ).toHaveLength(3);
});
