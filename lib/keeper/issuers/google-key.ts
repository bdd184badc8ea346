import { createPrivateKey, sign } from 'node:crypto';
import * as v from 'valibot';
import type { GoogleKey } from '../../contract/issuers';
import {
  type IssuerFault,
  type IssuerReply,
  type IssuerRequest,
  isFault,
  NOT_UNDERSTOOD,
  notChecked,
} from '../exchange';

/** Host of Google's token endpoint. */
export const GOOGLE_HOST = 'oauth2.googleapis.com';

/** Endpoint and audience. The key file's own `token_uri` is ignored: it would lead the signature wherever it names. */
const TOKEN_ENDPOINT = `https://${GOOGLE_HOST}/token`;
/** Lets its holder learn the account's own address and nothing else: the token is thrown away. */
const SCOPE = 'https://www.googleapis.com/auth/userinfo.email';
const LIFETIME_SECONDS = 300;
const TIMEOUT_MS = 5_000;

const keyFileSchema = v.object({
  client_email: v.pipe(v.string(), v.regex(/^[^\s@]{1,64}@[a-z0-9.-]{1,253}$/)),
  private_key_id: v.optional(v.pipe(v.string(), v.regex(/^[0-9A-Za-z]{1,128}$/))),
  private_key: v.string(),
});

/**
 * Asks Google for a token, as the holder of the key would (RFC 7523, "JWTs as Authorization Grants").
 * @see https://developers.google.com/identity/protocols/oauth2/service-account#httprest
 * @returns undefined where the key file lacks what the request needs, or its key is not an RSA key.
 */
export function tokenRequest(keyFile: string, now: Date): IssuerRequest | undefined {
  const assertion = assertionOf(keyFile, now);
  return assertion === undefined
    ? undefined
    : {
        method: 'POST',
        url: new URL(TOKEN_ENDPOINT),
        form: { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion },
        timeoutMs: TIMEOUT_MS,
      };
}

function assertionOf(keyFile: string, now: Date): string | undefined {
  try {
    const { client_email, private_key_id, private_key } = v.parse(keyFileSchema, JSON.parse(keyFile));
    const key = createPrivateKey(private_key);
    if (key.asymmetricKeyType !== 'rsa') {
      return undefined;
    }
    const issuedAt = Math.floor(now.getTime() / 1_000);
    const header = { alg: 'RS256', typ: 'JWT', ...(private_key_id === undefined ? {} : { kid: private_key_id }) };
    const claims = {
      iss: client_email,
      scope: SCOPE,
      aud: TOKEN_ENDPOINT,
      iat: issuedAt,
      exp: issuedAt + LIFETIME_SECONDS,
    };
    const content = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
    return `${content}.${sign('sha256', Buffer.from(content), key).toString('base64url')}`;
  } catch {
    // What is thrown may quote the file.
    return undefined;
  }
}

const errorSchema = v.object({ error: v.string(), error_description: v.optional(v.string(), '') });

/**
 * What Google's answer says of the key. Its errors are documented by name only; the descriptions that are told apart here
 * are those that its own clients report: googleapis/google-cloud-python#10004 (a key that is gone), google-cloud-php#3622 (an
 * account that is gone), google-api-ruby-client#720 (one that is disabled). Any other one tells nothing.
 * @see https://developers.google.com/identity/protocols/oauth2/service-account#error-codes
 */
export function judgeToken(answer: IssuerReply | IssuerFault): GoogleKey {
  if (isFault(answer)) {
    return notChecked(answer);
  }
  if (answer.status === 200 && v.is(v.object({ access_token: v.pipe(v.string(), v.nonEmpty()) }), answer.body)) {
    return { verdict: 'accepted' };
  }
  const found = v.safeParse(errorSchema, answer.body);
  if (!found.success || ![400, 401, 403].includes(answer.status)) {
    return NOT_UNDERSTOOD;
  }
  const { error, error_description: description } = found.output;
  if (['deleted_client', 'disabled_client', 'invalid_client'].includes(error)) {
    return { verdict: 'refused', why: 'account' };
  }
  if (error !== 'invalid_grant') {
    return NOT_UNDERSTOOD;
  }
  if (/short-lived token|reasonable timeframe|\biat\b|\bexp\b/i.test(description)) {
    return { verdict: 'not-checked', why: 'clock' };
  }
  if (/^invalid jwt signature/i.test(description)) {
    return { verdict: 'refused', why: 'key' };
  }
  return /account not found|robot is disabled/i.test(description)
    ? { verdict: 'refused', why: 'account' }
    : NOT_UNDERSTOOD;
}
