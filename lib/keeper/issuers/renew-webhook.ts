import {
  type Callback,
  callbackOf,
  type Renewed,
  type StravaCredentials,
  type Subscription,
} from '../../contract/issuers';
import { Refusal } from '../refusal';
import type { Surroundings } from '../surroundings';
import { askedValues, challenge, stravaState } from './ask-issuers';
import {
  createSubscription,
  deleteSubscription,
  judgeCreation,
  type StravaPair,
  type StravaState,
  wasDeleted,
} from './strava';

/** What the person wants, and agrees to. */
export interface RenewalWish {
  /** Also where there is a subscription at the right callback. */
  readonly force: boolean;
  /** Host of the foreign callback whose subscription may be deleted. */
  readonly foreignHost?: string | undefined;
}

/**
 * Makes the webhook subscription of the Strava application lead to this environment's callback. Nothing is deleted unless the
 * app answers Strava's own challenge with the token of the secret: a new subscription would fail, and none would be left.
 * @throws Refusal that says whether a subscription exists, and what to do next.
 */
export async function renewWebhook(
  wish: RenewalWish,
  surroundings: Surroundings,
  signal: AbortSignal,
): Promise<Renewed> {
  const name = surroundings.settings.ENVIRONMENT_NAME;
  const { pair, verifyToken } = await askedValues(surroundings, signal);
  if (pair === undefined || verifyToken === undefined) {
    throw new Refusal({
      rule: 'no-value',
      reason: `${pair === undefined ? 'the Strava client id or secret' : 'the verify token'} is missing or malformed; nothing was deleted`,
      next: `npx kaizencoach-secrets doctor ${name}`,
    });
  }
  refuseUnlessReady(await challenge(verifyToken, surroundings), name);
  const state = await stravaState(pair, [], surroundings);
  refuseUnlessKnown(state, name);
  if (state.subscription.verdict === 'ours' && !wish.force) {
    return { result: 'left-alone' };
  }
  refuseForeign(state, wish, name);
  if (state.found !== undefined) {
    await remove(state.found.id, pair, surroundings);
  }
  await create(pair, verifyToken, state.found?.id, surroundings);
  return { result: state.found === undefined ? 'created' : 'replaced' };
}

function refuseUnlessReady(found: Callback, name: string): void {
  if (found.verdict !== 'accepted') {
    const isOff = found.why === 'switched-off' || found.why === 'local';
    throw new Refusal({
      rule: isOff ? 'issuers-not-asked' : 'app-not-ready',
      reason: isOff
        ? `the issuers of ${name} are not asked (${found.why}); nothing was deleted`
        : `the app does not answer Strava’s challenge with the token of the secret (${found.why}); nothing was deleted`,
      next: isOff
        ? `askIssuers in the row of ${name} (lib/environments/rows.ts)`
        : `npx kaizencoach-secrets reload ${name}, and when verify says that the keys are loaded: npx kaizencoach-secrets webhook ${name} renew`,
    });
  }
}

function refuseUnlessKnown({ credentials, subscription }: StravaState, name: string): void {
  if (subscription.verdict === 'not-checked') {
    const isRefused = credentials.verdict === 'refused';
    if (isRefused && credentials.why === 'inactive') {
      throw new Refusal({
        rule: 'strava-refused',
        reason: 'Strava has switched the application off (inactive); nothing was deleted',
        next: 'https://www.strava.com/settings/api, as the application’s owner',
      });
    }
    throw new Refusal({
      rule: isRefused ? 'strava-refused' : 'strava-not-checked',
      reason: `Strava ${isRefused ? 'does not take the client id and secret' : 'could not be asked for the subscription'} (${whyOf(credentials, subscription)}); nothing was deleted`,
      next: isRefused
        ? `npx kaizencoach-secrets populate ${name}, with both from https://www.strava.com/settings/api`
        : `npx kaizencoach-secrets webhook ${name} renew, in a minute`,
    });
  }
}

function whyOf(credentials: StravaCredentials, subscription: Subscription): string {
  return [credentials, subscription].map((found) => ('why' in found ? found.why : '')).find((why) => why !== '') ?? '';
}

function refuseForeign({ subscription, found }: StravaState, { foreignHost }: RenewalWish, name: string): void {
  if (subscription.verdict === 'elsewhere' && (found?.host === '' || foreignHost !== found?.host)) {
    throw new Refusal({
      rule: 'foreign-callback',
      reason: `the subscription leads to another callback${foreignHost === undefined ? '' : ', and its host is not the one given'}: whoever is there would get no more events; nothing was deleted`,
      next: `npx kaizencoach-secrets webhook ${name} show; where that one may go: npx kaizencoach-secrets webhook ${name} renew --foreign-host <its host>`,
    });
  }
}

/** @throws Refusal where it is still there, or where nobody knows. */
async function remove(id: number, pair: StravaPair, surroundings: Surroundings): Promise<void> {
  if (wasDeleted(await surroundings.exchange(deleteSubscription(id, pair)))) {
    return;
  }
  // An answer can be lost: what counts is what there is.
  const { subscription, found } = await stravaState(pair, [], surroundings);
  if (subscription.verdict === 'none') {
    return;
  }
  const name = surroundings.settings.ENVIRONMENT_NAME;
  const isThere = found?.id === id;
  throw new Refusal({
    rule: 'not-deleted',
    reason: isThere
      ? 'Strava did not delete the subscription: it is still there'
      : 'whether Strava deleted the subscription is not known; no new one was asked for',
    next: `npx kaizencoach-secrets webhook ${name} show, then: npx kaizencoach-secrets webhook ${name} renew${isThere ? ' --force' : ''}`,
  });
}

/** @throws Refusal that says whether a subscription exists now. */
async function create(
  pair: StravaPair,
  verifyToken: string,
  deletedId: number | undefined,
  surroundings: Surroundings,
): Promise<void> {
  const { settings, exchange } = surroundings;
  const why = judgeCreation(await exchange(createSubscription(pair, callbackOf(settings.DOMAIN), verifyToken)));
  if (why === undefined) {
    return;
  }
  const { subscription, found } = await stravaState(pair, [], surroundings);
  // A list that still holds the deleted one is too old to tell.
  const isOld = found !== undefined && found.id === deletedId;
  if (subscription.verdict === 'ours' && !isOld) {
    return;
  }
  throw new Refusal({
    rule: 'not-created',
    reason: `Strava did not make the subscription (${why})${deletedId === undefined ? '' : ', and the one before is deleted'}: ${isOld ? UNKNOWN : NOW[subscription.verdict]}`,
    next: `npx kaizencoach-secrets webhook ${settings.ENVIRONMENT_NAME} renew`,
  });
}

const UNKNOWN = 'whether one exists now is not known';

/** What there is after Strava made none. */
const NOW = {
  none: 'none exists now, and the app gets no events',
  elsewhere: 'one to another callback exists now',
  ours: UNKNOWN,
  'not-checked': UNKNOWN,
} as const satisfies Record<Subscription['verdict'], string>;
