import * as v from 'valibot';
import type { NotCheckedReason, StravaCredentials, Subscription } from '../../contract/issuers';
import {
  type IssuerFault,
  type IssuerReply,
  type IssuerRequest,
  isFault,
  NOT_UNDERSTOOD,
  notChecked,
} from '../exchange';

/** Host of Strava's API. */
export const STRAVA_HOST = 'www.strava.com';

const SUBSCRIPTIONS = `https://${STRAVA_HOST}/api/v3/push_subscriptions`;
const TIMEOUT_MS = 5_000;
/** Strava itself waits two seconds for the app before it answers. */
const CREATION_TIMEOUT_MS = 15_000;

/** The pair that stands for the Strava application. */
export interface StravaPair {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** What Strava's list of subscriptions says. */
export interface StravaState {
  readonly credentials: StravaCredentials;
  readonly subscription: Subscription;
  /** The one subscription; absent where there is none. */
  readonly found?: { readonly id: number; readonly host: string };
}

/**
 * Asks for the subscriptions of the application. Strava takes the credentials of this request in the query only.
 * @see https://developers.strava.com/docs/webhooks/ "View a subscription"
 */
export function listSubscriptions(pair: StravaPair): IssuerRequest {
  return { method: 'GET', url: withPair(SUBSCRIPTIONS, pair), timeoutMs: TIMEOUT_MS };
}

/** @see https://developers.strava.com/docs/webhooks/ "Delete a subscription": HTTP 204 */
export function deleteSubscription(id: number, pair: StravaPair): IssuerRequest {
  return { method: 'DELETE', url: withPair(`${SUBSCRIPTIONS}/${id}`, pair), timeoutMs: TIMEOUT_MS };
}

/** @see https://developers.strava.com/docs/webhooks/ "Create a subscription": the new id */
export function createSubscription(pair: StravaPair, callback: string, verifyToken: string): IssuerRequest {
  const form = {
    client_id: pair.clientId,
    client_secret: pair.clientSecret,
    callback_url: callback,
    verify_token: verifyToken,
  };
  return { method: 'POST', url: new URL(SUBSCRIPTIONS), form, timeoutMs: CREATION_TIMEOUT_MS };
}

function withPair(url: string, { clientId, clientSecret }: StravaPair): URL {
  const found = new URL(url);
  found.search = new URLSearchParams({ client_id: clientId, client_secret: clientSecret }).toString();
  return found;
}

const idSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

const listSchema = v.array(v.object({ id: idSchema, callback_url: v.string() }));

/**
 * What the answer to `listSubscriptions` says.
 * @param callback the callback that the subscription should have.
 * @param knownHosts hosts that may be told.
 */
export function judgeSubscriptions(
  answer: IssuerReply | IssuerFault,
  callback: string,
  knownHosts: readonly string[],
): StravaState {
  if (isFault(answer)) {
    return { credentials: notChecked(answer), subscription: notChecked(answer) };
  }
  const list = v.safeParse(listSchema, answer.body);
  // An application has one subscription; of several nobody could say which one counts.
  if (answer.status !== 200 || !list.success || list.output.length > 1) {
    return { credentials: judgeError(answer), subscription: NOT_UNDERSTOOD };
  }
  const credentials = { verdict: 'accepted' } as const;
  const [only] = list.output;
  if (only === undefined) {
    return { credentials, subscription: { verdict: 'none' } };
  }
  const host = hostOf(only.callback_url);
  const found = { id: only.id, host };
  if (only.callback_url === callback) {
    return { credentials, subscription: { verdict: 'ours' }, found };
  }
  const told = knownHosts.includes(host) ? { host } : {};
  return { credentials, subscription: { verdict: 'elsewhere', ...told }, found };
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : '';
}

/** Strava's form of an error. @see https://developers.strava.com/docs/reference/#api-models-Fault */
const faultSchema = v.object({
  errors: v.array(v.object({ resource: v.string(), field: v.string(), code: v.string() })),
});

/** Only an error that names the application is its refusal: a page of a proxy, or of a firewall, is not. */
function judgeError({ status, body }: IssuerReply): StravaCredentials {
  const fault = v.safeParse(faultSchema, body);
  const about = fault.success ? fault.output.errors.filter(({ resource }) => resource === 'Application') : [];
  if (![400, 401, 403, 404].includes(status)) {
    return NOT_UNDERSTOOD;
  }
  if (about.some(({ code }) => code.toLowerCase() === 'inactive')) {
    return { verdict: 'refused', why: 'inactive' };
  }
  const isPair = about.some(
    ({ field, code }) => ['', 'client_id', 'client_secret'].includes(field) && code === 'invalid',
  );
  return isPair ? { verdict: 'refused', why: 'credentials' } : NOT_UNDERSTOOD;
}

/** Why Strava made no subscription. */
export type CreationFault = NotCheckedReason | 'callback-not-verified' | 'already-exists';

/** What Strava's answer to `createSubscription` says: undefined where it made one. */
export function judgeCreation(answer: IssuerReply | IssuerFault): CreationFault | undefined {
  if (isFault(answer)) {
    return answer.why;
  }
  if ([200, 201].includes(answer.status) && v.is(v.object({ id: idSchema }), answer.body)) {
    return undefined;
  }
  const fault = v.safeParse(faultSchema, answer.body);
  const codes = fault.success
    ? fault.output.errors.filter(({ resource }) => resource === 'PushSubscription').map(({ code }) => code)
    : [];
  if (codes.includes('GET to callback URL does not return 200')) {
    return 'callback-not-verified';
  }
  return codes.includes('already exists') ? 'already-exists' : 'not-understood';
}

/** Whether Strava says that it deleted the subscription. */
export function wasDeleted(answer: IssuerReply | IssuerFault): boolean {
  return !isFault(answer) && answer.status === 204;
}
