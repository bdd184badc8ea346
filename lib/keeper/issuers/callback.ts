import * as v from 'valibot';
import type { Callback } from '../../contract/issuers';
import { type IssuerFault, type IssuerReply, type IssuerRequest, isFault, notChecked } from '../exchange';

/** As long as Strava waits for the app: "within two seconds". */
const TIMEOUT_MS = 2_000;

/**
 * The request that Strava makes of a callback before it makes a subscription.
 * @see https://developers.strava.com/docs/webhooks/ "Subscription validation request"
 */
export function challengeRequest(callback: string, verifyToken: string, challenge: string): IssuerRequest {
  const url = new URL(callback);
  url.search = new URLSearchParams({
    'hub.mode': 'subscribe',
    'hub.challenge': challenge,
    'hub.verify_token': verifyToken,
  }).toString();
  return { method: 'GET', url, timeoutMs: TIMEOUT_MS };
}

/** What the app's answer says: Strava wants HTTP 200 and the challenge as JSON. */
export function judgeChallenge(answer: IssuerReply | IssuerFault, challenge: string): Callback {
  if (isFault(answer)) {
    return notChecked(answer);
  }
  const { status, body } = answer;
  if (status === 200 && v.is(v.object({ 'hub.challenge': v.literal(challenge) }), body)) {
    return { verdict: 'accepted' };
  }
  return { verdict: 'refused', why: status === 401 || status === 403 ? 'token' : 'no-echo' };
}
