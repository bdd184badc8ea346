import { generateKeyPairSync, verify } from 'node:crypto';
import { judgeToken, tokenRequest } from '../../../lib/keeper/issuers/google-key';
import { privateKey, publicKey } from '../support/issuers';

const NOW = new Date('2026-06-01T00:00:00.900Z');
const FILE = { client_email: 'vertex-ai-sa@project.iam.gserviceaccount.com', private_key: privateKey };
const requestOf = (file: object) => tokenRequest(JSON.stringify(file), NOW);

function assertionOf(file: object): string[] {
  return (requestOf(file)?.form?.['assertion'] ?? '').split('.');
}

function decoded(part = ''): unknown {
  return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
}

test('the request is the documented one, and its signature leads to Google alone, whatever token_uri the file names', () => {
  expect(requestOf({ ...FILE, token_uri: 'https://evil.example/token' })).toEqual({
    method: 'POST',
    url: new URL('https://oauth2.googleapis.com/token'),
    form: {
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      assertion: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
    },
    timeoutMs: 5_000,
  });
});

test('the token lasts five minutes, is for Google alone, and asks for nothing but the account’s own address', () => {
  const start = Date.parse('2026-06-01T00:00:00Z') / 1_000;
  expect(decoded(assertionOf(FILE)[1])).toEqual({
    iss: FILE.client_email,
    scope: 'https://www.googleapis.com/auth/userinfo.email',
    aud: 'https://oauth2.googleapis.com/token',
    iat: start,
    exp: start + 300,
  });
});

test('its header names the key where the file does', () => {
  expect(decoded(assertionOf(FILE)[0])).toEqual({ alg: 'RS256', typ: 'JWT' });
  expect(decoded(assertionOf({ ...FILE, private_key_id: 'abc123' })[0])).toEqual({
    alg: 'RS256',
    typ: 'JWT',
    kid: 'abc123',
  });
});

test('it is signed with the key of the file', () => {
  const [header, claims, signature = ''] = assertionOf(FILE);
  const content = Buffer.from(`${header}.${claims}`);
  expect(verify('sha256', content, publicKey, Buffer.from(signature, 'base64url'))).toBe(true);
});

const curve = generateKeyPairSync('ec', {
  namedCurve: 'P-256',
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});

test.each([
  ['no account', { client_email: undefined }],
  ['an account that is no address', { client_email: 'vertex-ai-sa' }],
  ['an account with a line break', { client_email: `${FILE.client_email}\nx` }],
  ['an account with something before it', { client_email: `x ${FILE.client_email}` }],
  ['an overlong account', { client_email: `${'x'.repeat(65)}@project.iam.gserviceaccount.com` }],
  ['an overlong host', { client_email: `x@${'x'.repeat(254)}` }],
  ['a key id with other characters', { private_key_id: 'abc"123' }],
  ['an overlong key id', { private_key_id: 'x'.repeat(129) }],
  ['a key that is none', { private_key: 'key' }],
  ['no key', { private_key: undefined }],
  ['a key that is not RSA', { private_key: curve.privateKey }],
])('nothing is asked with a file of %s', (_, change) => {
  expect(requestOf({ ...FILE, ...change })).toBeUndefined();
});

test('text that is no file asks nothing', () => {
  expect(tokenRequest('{', NOW)).toBeUndefined();
});

test('the longest account and key id are asked about', () => {
  const longest = { client_email: `${'x'.repeat(64)}@${'x'.repeat(253)}`, private_key_id: 'x'.repeat(128) };
  expect(requestOf({ ...FILE, ...longest })).toBeDefined();
});

describe('the answer', () => {
  const judged = (status: number, body: unknown) => judgeToken({ status, body });
  const NOT_UNDERSTOOD = { verdict: 'not-checked', why: 'not-understood' };
  const CLOCK = { verdict: 'not-checked', why: 'clock' };
  const KEY = { verdict: 'refused', why: 'key' };
  const ACCOUNT = { verdict: 'refused', why: 'account' };

  test('a token is acceptance, with HTTP 200 only', () => {
    expect(judged(200, { access_token: 'x' })).toEqual({ verdict: 'accepted' });
    expect(judged(200, { access_token: '' })).toEqual(NOT_UNDERSTOOD);
    expect(judged(201, { access_token: 'x' })).toEqual(NOT_UNDERSTOOD);
    expect(judged(400, { access_token: 'x' })).toEqual(NOT_UNDERSTOOD);
  });

  test('a fault on the way is passed on, and is no refusal', () => {
    expect(judgeToken({ why: 'throttled' })).toEqual({ verdict: 'not-checked', why: 'throttled' });
  });

  test.each([
    [200, NOT_UNDERSTOOD],
    [400, ACCOUNT],
    [401, ACCOUNT],
    [402, NOT_UNDERSTOOD],
    [403, ACCOUNT],
    [404, NOT_UNDERSTOOD],
  ])('an error counts by its status: %i', (status, verdict) => {
    expect(judged(status, { error: 'invalid_client' })).toEqual(verdict);
  });

  test.each([
    ['deleted_client', undefined, ACCOUNT],
    ['disabled_client', undefined, ACCOUNT],
    ['unauthorized_client', 'Invalid JWT Signature.', NOT_UNDERSTOOD],
    ['unauthorized_client', 'Robot is disabled.', NOT_UNDERSTOOD],
    ['invalid_grant', undefined, NOT_UNDERSTOOD],
    ['invalid_grant', 'Invalid JWT Signature.', KEY],
    ['invalid_grant', 'INVALID JWT SIGNATURE', KEY],
    ['invalid_grant', 'Not an Invalid JWT Signature.', NOT_UNDERSTOOD],
    ['invalid_grant', 'Invalid grant: account not found', ACCOUNT],
    ['invalid_grant', 'robot is disabled', ACCOUNT],
    ['invalid_grant', 'Token must be a short-lived token', CLOCK],
    ['invalid_grant', 'not in a reasonable timeframe', CLOCK],
    ['invalid_grant', 'Check your iat.', CLOCK],
    ['invalid_grant', 'Check your EXP.', CLOCK],
    ['invalid_grant', 'whoever initiates what expires', NOT_UNDERSTOOD],
    ['invalid_grant', 'the exporter', NOT_UNDERSTOOD],
    ['invalid_grant', 'a variation', NOT_UNDERSTOOD],
  ])('%s, %s', (error, error_description, verdict) => {
    expect(judged(400, { error, ...(error_description === undefined ? {} : { error_description }) })).toEqual(verdict);
  });
});
