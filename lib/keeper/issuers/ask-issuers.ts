import { keyNamed } from '../../catalogue/catalogue';
import { type Callback, callbackOf, type GoogleKey, type Issuers } from '../../contract/issuers';
import { isUsable } from '../secret/other-version';
import { memberValue, type SecretDocument } from '../secret/secret-document';
import { snapshotOf } from '../secret/snapshot';
import type { Surroundings } from '../surroundings';
import { challengeRequest, judgeChallenge } from './callback';
import { judgeToken, tokenRequest } from './google-key';
import { judgeSubscriptions, listSubscriptions, type StravaPair, type StravaState } from './strava';

const NO_VALUE = { verdict: 'not-checked', why: 'no-value' } as const;

/** The values that issuers are asked about, where they are present and well formed. */
export interface AskedValues {
  readonly pair?: StravaPair;
  readonly verifyToken?: string;
  readonly keyFile?: string;
}

/**
 * What Strava, the app and Google say of the current values: verdicts of closed sets, and no part of an answer.
 * @param knownHosts hosts that may be told where the subscription leads to one of them.
 * @throws Refusal where the value is not a JSON object.
 */
export async function askIssuers(
  knownHosts: readonly string[],
  surroundings: Surroundings,
  signal: AbortSignal,
): Promise<Issuers> {
  const { pair, verifyToken, keyFile } = await askedValues(surroundings, signal);
  const [strava, callback, googleKey] = await Promise.all([
    pair === undefined ? undefined : stravaState(pair, knownHosts, surroundings),
    verifyToken === undefined ? NO_VALUE : challenge(verifyToken, surroundings),
    keyFile === undefined ? NO_VALUE : tokenFor(keyFile, surroundings),
  ]);
  return {
    stravaCredentials: strava?.credentials ?? NO_VALUE,
    subscription: strava?.subscription ?? NO_VALUE,
    callback,
    googleKey,
  };
}

/** Reads what issuers can be asked about. */
export async function askedValues({ store, settings }: Surroundings, signal: AbortSignal): Promise<AskedValues> {
  const { document } = snapshotOf(await store.read('AWSCURRENT', signal));
  const value = (name: string) => usableText(document, name, settings.GCP_PROJECT);
  const [clientId, clientSecret] = [value('STRAVA_CLIENT_ID'), value('STRAVA_CLIENT_SECRET')];
  const verifyToken = value('STRAVA_VERIFY_TOKEN');
  const keyFile = value('GOOGLE_APPLICATION_CREDENTIALS_JSON');
  return {
    ...(clientId === undefined || clientSecret === undefined ? {} : { pair: { clientId, clientSecret } }),
    ...(verifyToken === undefined ? {} : { verifyToken }),
    ...(keyFile === undefined ? {} : { keyFile }),
  };
}

function usableText(document: SecretDocument, name: string, gcpProject: string): string | undefined {
  const key = keyNamed(name);
  const value = memberValue(document, name);
  return key !== undefined && isUsable(document, key, { gcpProject }) && typeof value === 'string' ? value : undefined;
}

/** What Strava says of the pair and of the subscription. */
export async function stravaState(
  pair: StravaPair,
  knownHosts: readonly string[],
  { exchange, settings }: Surroundings,
): Promise<StravaState> {
  return judgeSubscriptions(await exchange(listSubscriptions(pair)), callbackOf(settings.DOMAIN), knownHosts);
}

/** How the app answers the challenge of the token. */
export async function challenge(
  verifyToken: string,
  { exchange, settings, randomBytes }: Surroundings,
): Promise<Callback> {
  const text = Buffer.from(randomBytes(16)).toString('hex');
  return judgeChallenge(await exchange(challengeRequest(callbackOf(settings.DOMAIN), verifyToken, text)), text);
}

async function tokenFor(keyFile: string, { exchange, now }: Surroundings): Promise<GoogleKey> {
  const request = tokenRequest(keyFile, now());
  return request === undefined ? NO_VALUE : judgeToken(await exchange(request));
}
