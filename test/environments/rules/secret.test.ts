import { generateHybridIdentity, generateIdentity, identityToRecipient } from 'age-encryption';
import { ADOPTED, ADOPTED_ARN } from '../../support/sample-environments';
import { refusal, refusalOf, untyped } from '../support/refusal';

test.each(['sample-secret', 'sample-A1b2C3', 'demo-000000'])(
  'the secret name %s is refused, because its end looks like that of an ARN',
  (secretName) => {
    expect(refusalOf({ secretName })).toEqual([
      'sample: secretName must not end in a hyphen and 6 characters, because Secrets Manager takes such an end for the ' +
        `random part of a complete ARN and does not find the secret, got "${secretName}"`,
    ]);
  },
);

test.each(['sample-secrets', 'sample-short', 'sample_secret', 'sample'])(
  'the secret name %s is accepted',
  (secretName) => {
    expect(refusalOf({ secretName })).toEqual([]);
  },
);

test('an unknown way to come by the secret is refused', () => {
  expect(refusal([untyped({ secret: { mode: 'import' } })])).toEqual([
    'sample: secret.mode must be one of create, adopt',
  ]);
});

test.each(['production', 'staging'] as const)('a %s environment that goes with its stack is refused', (tier) => {
  expect(refusalOf({ tier, removal: 'destroy' })).toEqual([
    `sample: removal must be retain for the tier ${tier}, got "destroy"`,
  ]);
});

test('a demo environment that goes with its stack is accepted', () => {
  expect(refusalOf({ tier: 'demo', removal: 'destroy' })).toEqual([]);
});

test('an adopted secret that would go with the stack is refused, also for a demo', () => {
  expect(refusal([{ ...ADOPTED, tier: 'demo', removal: 'destroy' }])).toEqual([
    'sample: removal must be retain where the secret is adopted; deploy that first, if this stack created it, got "destroy"',
  ]);
});

test('an adopted secret of a demo that stays is accepted', () => {
  expect(refusal([{ ...ADOPTED, tier: 'demo' }])).toEqual([]);
});

describe('the ARN of an adopted secret', () => {
  const wrong = (arn: string, account?: string) =>
    refusalOf({ account, secret: { mode: 'adopt', arn, seedOnAdopt: false, noOtherServiceReads: true } });
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

describe('the key that a row names', () => {
  const KEY_ARN = 'arn:aws:kms:eu-west-1:111122223333:key/00000000-0000-0000-0000-000000000000';

  test('is accepted by its complete ARN, also for an adopted secret', () => {
    expect(refusal([{ ...ADOPTED, encryption: { keyArn: KEY_ARN } }])).toEqual([]);
  });

  test.each([
    ['an alias', KEY_ARN.replace('key/', 'alias/')],
    ['a key in another Region', KEY_ARN.replace('eu-west-1', 'us-east-1')],
    ['an id', '00000000-0000-0000-0000-000000000000'],
  ])('is refused where it is %s', (_, keyArn) => {
    expect(refusalOf({ encryption: { keyArn } })).toEqual([
      `sample: encryption.keyArn must be the complete ARN of a key in eu-west-1, not of an alias, got "${keyArn}"`,
    ]);
  });

  test('is not the stack’s own for an adopted secret', () => {
    expect(refusal([{ ...ADOPTED, encryption: 'customer-managed' }])).toEqual([
      'sample: encryption must not be customer-managed for an adopted secret, which keeps the key that it has; ' +
        "say 'aws-managed', or { keyArn } with the ARN of that key",
    ]);
  });

  test('is said in one of the known words', () => {
    expect(refusal([untyped({ encryption: 'none' })])).toEqual([
      'sample: encryption must be customer-managed, aws-managed or { keyArn }, got "none"',
    ]);
  });
});

describe('the backup recipients', () => {
  test('may be public age keys, also of identities that resist quantum computers', async () => {
    const recipient = await identityToRecipient(await generateIdentity());
    const hybrid = await identityToRecipient(await generateHybridIdentity());
    expect(refusalOf({ backupRecipients: [recipient, hybrid] })).toEqual([]);
  });

  test('must not be what no backup can be encrypted to, and what was given is not shown', async () => {
    const identity = await generateIdentity();
    const recipient = await identityToRecipient(identity);
    const typo = `${recipient.slice(0, -1)}${recipient.endsWith('q') ? 'p' : 'q'}`;
    for (const bad of [identity, typo, 'age1', '', `${recipient},${recipient}`]) {
      expect(refusalOf({ backupRecipients: [recipient, bad] })).toEqual([
        `sample: backupRecipients must be public age keys (age1…, from age-keygen), and number 2 (length ${bad.length}) is none`,
      ]);
    }
  });
});
