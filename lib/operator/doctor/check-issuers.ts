import {
  type Callback,
  callbackOf,
  type GoogleKey,
  type Issuers,
  type NotCheckedReason,
  type StravaCredentials,
} from '../../contract/issuers';
import type { Environment } from '../../environments/row';
import { ENVIRONMENTS } from '../../environments/rows';
import type { Context } from '../context';
import { OperatorError } from '../operator-error';
import { type Finding, findingsOf, notChecked, ok, problem } from './finding';

const STRAVA_SETTINGS = 'https://www.strava.com/settings/api';

/** Why the keeper does not know what an issuer says, for people. */
const WHY: Readonly<Record<NotCheckedReason, string>> = {
  'switched-off': 'the environment’s row says that issuers are not asked (askIssuers)',
  local: 'the local AWS asks no issuer',
  'no-value': 'what it would be asked about is missing or malformed',
  'no-connection': 'it could not be reached',
  'too-slow': 'it did not answer in time',
  'too-long': 'its answer was too long',
  redirected: 'it led elsewhere, and no redirect is followed',
  'not-understood': 'it answered in a form that it does not document',
  throttled: 'it has had too many requests (HTTP 429)',
  'issuer-fault': 'it has a fault of its own (HTTP 5xx)',
  clock: 'it finds the time of the request wrong',
};

/** Findings about what Strava, the app and Google say of the keys, asked by the keeper: nobody sees a value. */
export async function issuerFindings(environment: Environment, context: Context): Promise<readonly Finding[]> {
  const check = 'what the issuers say of the keys';
  return findingsOf(check, async () => {
    try {
      const keeper = await context.services.keeper(environment);
      const issuers = await keeper.askIssuers(ENVIRONMENTS.map(({ domain }) => domain));
      return [...stravaFindings(issuers, environment), google(issuers.googleKey, environment)];
    } catch (error) {
      if (error instanceof OperatorError && error.rule === 'unknown-request') {
        return [
          notChecked(
            check,
            'the keeper that is deployed is older than this program and cannot ask them',
            `npx cdk deploy ${environment.stackId}`,
          ),
        ];
      }
      throw error;
    }
  });
}

/** What Strava says, and how the app answers Strava. */
export function stravaFindings(issuers: Issuers, environment: Environment): readonly Finding[] {
  return [
    credentials(issuers.stravaCredentials, environment),
    callback(issuers.callback, environment),
    subscription(issuers.subscription, environment),
  ];
}

function unknown(check: string, why: NotCheckedReason): Finding {
  return notChecked(check, WHY[why]);
}

function credentials(found: StravaCredentials, { name }: Environment): Finding {
  const check = '“Invalid client_id”: the client id and secret at Strava';
  switch (found.verdict) {
    case 'accepted':
      return ok(check, 'the pair is that of a Strava application');
    case 'not-checked':
      return unknown(check, found.why);
    case 'refused':
      return found.why === 'inactive'
        ? problem(check, 'Strava has switched the application off', `${STRAVA_SETTINGS}, as the application’s owner`)
        : problem(check, `Strava knows no application with this id and secret; both are shown at ${STRAVA_SETTINGS}`, {
            run: `npx kaizencoach-secrets populate ${name} --set STRAVA_CLIENT_ID=@id.txt --set STRAVA_CLIENT_SECRET=@secret.txt`,
          });
  }
}

function callback(found: Callback, { name, domain }: Environment): Finding {
  const check = 'webhook subscription fails with 403: the app’s answer to Strava’s challenge';
  switch (found.verdict) {
    case 'accepted':
      return ok(check, 'the app has loaded the token of the secret');
    case 'not-checked':
      return unknown(check, found.why);
    case 'refused':
      return found.why === 'token'
        ? problem(check, 'the app has loaded another token than the secret holds: a new subscription would fail', {
            run: `npx kaizencoach-secrets reload ${name}`,
          })
        : problem(
            check,
            `${callbackOf(domain)} does not answer with HTTP 200 and the challenge: a new subscription would fail`,
            { run: `npx kaizencoach-secrets verify ${name}` },
          );
  }
}

function subscription(found: Issuers['subscription'], { name, domain }: Environment): Finding {
  const check = 'where Strava sends its events';
  switch (found.verdict) {
    case 'ours':
      return ok(check, `the subscription leads to ${callbackOf(domain)}`);
    case 'not-checked':
      return unknown(check, found.why);
    case 'none':
      return problem(check, 'the Strava application has no subscription', {
        run: `npx kaizencoach-secrets webhook ${name} renew`,
      });
    case 'elsewhere':
      return problem(
        check,
        `the subscription leads to another callback, ${found.host === undefined ? 'at a host of none of the environments' : `at ${found.host}`}`,
        // What leads to another environment is not for pasting: that one would get no more events.
        found.host === domain
          ? { run: `npx kaizencoach-secrets webhook ${name} renew --foreign-host ${domain}` }
          : `${found.host === undefined ? '' : 'give each environment its own Strava application: '}docs/runbook.md, “Strava sends its events elsewhere”`,
      );
  }
}

function google(found: GoogleKey, { name, gcpProject }: Environment): Finding {
  const check = '403 from Vertex AI: the key at Google';
  switch (found.verdict) {
    case 'accepted':
      return ok(
        check,
        `Google gives a token for it; that the account may use Vertex AI in ${gcpProject} is not proved by that`,
      );
    case 'not-checked':
      return unknown(check, found.why);
    case 'refused':
      return problem(
        check,
        found.why === 'key'
          ? 'Google does not know the key: it was deleted, or never was this account’s'
          : `the service account is deleted or disabled; a new key file must be of ${gcpProject}`,
        { run: `npx kaizencoach-secrets populate ${name} --gcp-key-file key.json` },
      );
  }
}
