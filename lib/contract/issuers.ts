import * as v from 'valibot';

/** Where Strava's subscription should lead: the app's route for events, at the environment's own domain. */
export function callbackOf(domain: string): string {
  return `https://${domain}/strava_webhook`;
}

/**
 * Why it is not known what an issuer says; none of these is its refusal.
 *
 * - `switched-off`: the environment's row says that issuers are not asked. `local`: the local AWS asks nobody.
 * - `no-value`: what would be asked about is missing or malformed.
 * - `no-connection`, `too-slow`, `too-long`, `redirected`, `not-understood`: no answer, or none in the documented form.
 * - `throttled`: HTTP 429. `issuer-fault`: HTTP 5xx. `clock`: the issuer finds the time of the request wrong.
 */
const NOT_CHECKED = [
  'switched-off',
  'local',
  'no-value',
  'no-connection',
  'too-slow',
  'too-long',
  'redirected',
  'not-understood',
  'throttled',
  'issuer-fault',
  'clock',
] as const;

/** Why it is not known what an issuer says. */
export type NotCheckedReason = (typeof NOT_CHECKED)[number];

const notChecked = v.object({ verdict: v.literal('not-checked'), why: v.picklist(NOT_CHECKED) });

const accepted = v.object({ verdict: v.literal('accepted') });

function refused<const Reasons extends readonly string[]>(reasons: Reasons) {
  return v.object({ verdict: v.literal('refused'), why: v.picklist(reasons) });
}

/** `credentials`: Strava knows no such pair of client id and secret. `inactive`: Strava has switched the application off. */
const stravaCredentialsSchema = v.variant('verdict', [accepted, refused(['credentials', 'inactive']), notChecked]);

/** What Strava says of the pair of client id and secret. */
export type StravaCredentials = v.InferOutput<typeof stravaCredentialsSchema>;

/** Where the webhook subscription of the Strava application leads; an application has one at the most. */
const subscriptionSchema = v.variant('verdict', [
  /** To the callback of this environment. */
  v.object({ verdict: v.literal('ours') }),
  v.object({ verdict: v.literal('none') }),
  /** To another address. `host` is told where the request named it; another host is not passed on. */
  v.object({ verdict: v.literal('elsewhere'), host: v.optional(v.string()) }),
  notChecked,
]);

/** Where the webhook subscription leads. */
export type Subscription = v.InferOutput<typeof subscriptionSchema>;

/**
 * How the app answers the challenge that Strava sends before it makes a subscription. `token`: it has loaded another verify
 * token (HTTP 401 or 403). `no-echo`: it gave another answer than HTTP 200 with the challenge.
 */
const callbackSchema = v.variant('verdict', [accepted, refused(['token', 'no-echo']), notChecked]);

/** How the app answers Strava's challenge. */
export type Callback = v.InferOutput<typeof callbackSchema>;

/** `key`: Google does not know the key (any more). `account`: the service account is deleted or disabled. */
const googleKeySchema = v.variant('verdict', [accepted, refused(['key', 'account']), notChecked]);

/** Whether Google gives a token for the key of the service account; nothing about what the account may do. */
export type GoogleKey = v.InferOutput<typeof googleKeySchema>;

/** What the issuers of the external keys say, in verdicts of closed sets. */
export const issuersSchema = v.object({
  stravaCredentials: stravaCredentialsSchema,
  subscription: subscriptionSchema,
  callback: callbackSchema,
  googleKey: googleKeySchema,
});

/** What the issuers say. */
export type Issuers = v.InferOutput<typeof issuersSchema>;

/** What became of the webhook subscription: it was right and is as it was, made, or made in the place of another. */
export const renewedSchema = v.object({ result: v.picklist(['left-alone', 'created', 'replaced']) });

/** What became of the webhook subscription. */
export type Renewed = v.InferOutput<typeof renewedSchema>;

const host = v.pipe(v.string(), v.maxLength(253), v.regex(/^[a-z0-9.-]+$/));

/** Requests that make the keeper ask the issuers, by the name of their operation. */
export const issuerRequests = {
  /** What Strava, Google and the app say; changes nothing. */
  'ask-issuers': {
    /** Hosts that the answer may name: those of the environments' rows. */
    knownHosts: v.pipe(v.array(host), v.maxLength(500)),
  },
  /** Makes the webhook subscription anew, with the token of the secret. */
  'renew-webhook': {
    /** Also where there is one at the right callback. */
    force: v.boolean(),
    /** Host of a foreign callback, as a person typed it: consent to delete that subscription. */
    foreignHost: v.optional(host),
  },
};
