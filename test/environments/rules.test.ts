import type { Environment } from '../../lib/environments/row';
import { ENVIRONMENTS } from '../../lib/environments/rows';
import { validateEnvironments } from '../../lib/environments/rules';
import { ADOPTED, ADOPTED_ARN, RETAINED } from '../support/sample-environments';

/** A row as it may arrive where nothing has checked its types. */
function untyped(row: object): Environment {
  return Object.assign({ ...RETAINED }, row);
}

function refusal(...rows: readonly Environment[]): string[] {
  try {
    validateEnvironments(rows);
  } catch (error) {
    const lines = error instanceof Error ? error.message.split('\n') : [];
    return lines.slice(1);
  }
  return [];
}

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
  ['of the successor runtime', { ...RETAINED, runtime: 'ecs-express' }],
] as const)('a valid row that is %s is accepted', (_, row) => {
  expect(refusal(row)).toEqual([]);
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
  expect(refusal(RETAINED, { ...OTHER, [field]: RETAINED[field] })).toEqual([`${message} as in row 1 (sample)`]);
});

test('two rows that share everything else are accepted', () => {
  expect(refusal(RETAINED, OTHER)).toEqual([]);
});

test.each(['Sample', '1st', 'sam-ple', ''])('the name %j is refused', (name) => {
  expect(refusal({ ...RETAINED, name })).toEqual([
    `${name}: name must be a lower-case letter, then lower-case letters and digits, got "${name}"`,
  ]);
});

test.each(['sample-secret', 'sample-A1b2C3', 'demo-000000'])(
  'the secret name %s is refused, because its end looks like that of an ARN',
  (secretName) => {
    expect(refusal({ ...RETAINED, secretName })).toEqual([
      'sample: secretName must not end in a hyphen and 6 characters, because Secrets Manager takes such an end for the ' +
        `random part of a complete ARN and does not find the secret, got "${secretName}"`,
    ]);
  },
);

test.each(['sample-secrets', 'sample-short', 'sample_secret', 'sample'])(
  'the secret name %s is accepted',
  (secretName) => {
    expect(refusal({ ...RETAINED, secretName })).toEqual([]);
  },
);

test.each(['sample secrets', 'sample*', 'sämple', '', 'x'.repeat(513)])(
  'the secret name %j is refused',
  (secretName) => {
    expect(refusal({ ...RETAINED, secretName })).toEqual([
      `sample: secretName must be 1 to 512 letters, digits and /_+=.@-, got "${secretName}"`,
    ]);
  },
);

test.each(['12345678901', '1234567890123', '12345678901x', ''])('the account %j is refused', (account) => {
  expect(refusal({ ...RETAINED, account })).toEqual([`sample: account must be 12 digits, got "${account}"`]);
});

test.each([
  ['runtime', 'lambda', 'app-runner, ecs-express'],
  ['tier', 'test', 'production, staging, demo'],
  ['removal', 'keep', 'retain, destroy'],
])('an unknown %s is refused', (field, word, known) => {
  expect(refusal(untyped({ tier: 'demo', [field]: word }))).toEqual([
    `sample: ${field} must be one of ${known}, got "${word}"`,
  ]);
});

test('an absent runtime is refused', () => {
  expect(refusal(untyped({ runtime: undefined }))).toEqual([
    'sample: runtime must be one of app-runner, ecs-express, got undefined',
  ]);
});

test('an unknown way to come by the secret is refused', () => {
  expect(refusal(untyped({ secret: { mode: 'import' } }))).toEqual([
    'sample: secret.mode must be one of create, adopt',
  ]);
});

test.each(['production', 'staging'] as const)('a %s environment that goes with its stack is refused', (tier) => {
  expect(refusal({ ...RETAINED, tier, removal: 'destroy' })).toEqual([
    `sample: removal must be retain for the tier ${tier}, got "destroy"`,
  ]);
});

test('a demo environment that goes with its stack is accepted', () => {
  expect(refusal({ ...RETAINED, tier: 'demo', removal: 'destroy' })).toEqual([]);
});

test('an adopted secret that would go with the stack is refused, also for a demo', () => {
  expect(refusal({ ...ADOPTED, tier: 'demo', removal: 'destroy' })).toEqual([
    'sample: removal must be retain where the secret is adopted; deploy that first, if this stack created it, got "destroy"',
  ]);
});

test('an adopted secret of a demo that stays is accepted', () => {
  expect(refusal({ ...ADOPTED, tier: 'demo' })).toEqual([]);
});

describe('a secret name that is the beginning of another’s', () => {
  const SHORT = { ...RETAINED, secretName: 'sample-secrets' };
  const LONG = { ...OTHER, secretName: 'sample-secrets-of-another' };
  const message = 'sample: secretName must not be the beginning of another\'s (other), got "sample-secrets"';

  test.each([
    ['before it', [SHORT, LONG]],
    ['after it', [LONG, SHORT]],
  ])('is refused where the other stands %s', (_, rows) => {
    expect(refusal(...rows)).toEqual([message]);
  });

  test('is refused where it goes on without a hyphen', () => {
    expect(refusal(SHORT, { ...OTHER, secretName: 'sample-secretsOfAnother' })).toEqual([message]);
  });

  test('is accepted where it is only the end or the middle of another’s', () => {
    expect(refusal(SHORT, { ...OTHER, secretName: 'other-sample-secrets-too' })).toEqual([]);
  });
});

describe('the ARN of an adopted secret', () => {
  const wrong = (arn: string, account?: string) =>
    refusal({ ...RETAINED, account, secret: { mode: 'adopt', arn, seedOnAdopt: false } });
  const rule = (account = '(12 digits)') =>
    `sample: secret.arn must be the complete ARN of sample-app-secrets in eu-west-1, account ${account}, with the hyphen ` +
    'and 6 characters that Secrets Manager appended';

  test.each([
    ['is a name', 'sample-app-secrets'],
    ['lacks the characters that Secrets Manager appended', ADOPTED_ARN.slice(0, -7)],
    ['ends in a wildcard', ADOPTED_ARN.replace('AbCdEf', '??????')],
    ['is in another Region', ADOPTED_ARN.replace('eu-west-1', 'us-east-1')],
    ['is another secret’s', ADOPTED_ARN.replace('sample', 'other')],
    ['has more in front', `x${ADOPTED_ARN}`],
    ['has no account', ADOPTED_ARN.replace('111122223333', '')],
    ['is another service’s', ADOPTED_ARN.replace('secretsmanager', 'ssm')],
  ])('is refused where it %s', (_, arn) => {
    expect(wrong(arn)).toEqual([`${rule()}, got "${arn}"`]);
  });

  test('is refused where its account is not the one pinned', () => {
    expect(wrong(ADOPTED_ARN, '444455556666')).toEqual([`${rule('444455556666')}, got "${ADOPTED_ARN}"`]);
  });

  test('is accepted in another partition', () => {
    expect(wrong(ADOPTED_ARN.replace('arn:aws:', 'arn:aws-us-gov:'))).toEqual([]);
  });
});

test.each(['x'.repeat(46), 'sam ple', 'sam.ple'])('the resource prefix %s is refused', (resourcePrefix) => {
  expect(refusal({ ...RETAINED, resourcePrefix })).toEqual([
    expect.stringMatching(/^sample: resourcePrefix must give names of at most 64 letters, digits, - and _, got "/),
  ]);
});

test('the longest resource prefix that fits is accepted', () => {
  expect(refusal({ ...RETAINED, resourcePrefix: 'x'.repeat(45) })).toEqual([]);
});

test.each([
  '',
  'localhost',
  'https://sample.kaizencoach.training',
  'Sample.kaizencoach.training',
  '-x.training',
  'a..training',
])('the domain %j is refused', (domain) => {
  expect(refusal({ ...RETAINED, domain })).toEqual([
    `sample: domain must be a lower-case host name such as demo.kaizencoach.training, got "${domain}"`,
  ]);
});

test.each(['1Stack', 'Sample_Stack', ''])('the stack id %j is refused', (stackId) => {
  expect(refusal({ ...RETAINED, stackId })).toEqual([
    `sample: stackId must be a letter, then letters, digits and hyphens, at most 128, got "${stackId}"`,
  ]);
});

test('all violations of all rows are reported at once', () => {
  expect(refusal({ ...RETAINED, account: '1', domain: '' }, { ...OTHER, name: 'Other' })).toHaveLength(3);
});
