import type { Environment } from '../environments/row';
import { heading, lines, type View } from './rendering/view';

/**
 * How to make Strava's webhook subscription anew after the verify token has changed. A value never stands on a command line:
 * curl reads each from a file.
 * @see https://developers.strava.com/docs/webhooks/
 */
export function webhookSteps({ name, domain }: Environment): readonly View[] {
  const api = 'https://www.strava.com/api/v3/push_subscriptions';
  return [
    heading('Strava webhook: the subscription must be made again with the new token (else 403)'),
    lines(
      `1. npx kaizencoach-secrets reload ${name}      Strava asks the app for the new token at once, so the app must have it`,
      '2. Put the client secret into a file that only you can read, without a line break:',
      '     umask 077; read -rs SECRET; printf %s "$SECRET" > strava-client-secret; unset SECRET',
      '3. See the subscription there is, and note its id and callback_url:',
      `     printf 'url = "${api}?client_id=CLIENT_ID&client_secret=%s"\\n' "$(cat strava-client-secret)" | curl --config -`,
      '4. Delete it:',
      `     curl -X DELETE -F client_id=CLIENT_ID -F 'client_secret=<strava-client-secret' ${api}/ID`,
      '5. Create it, with the token in a file too:',
      `     curl -F client_id=CLIENT_ID -F 'client_secret=<strava-client-secret' -F 'callback_url=https://${domain}/…' \\`,
      `          -F 'verify_token=<strava-verify-token' ${api}`,
      '6. Delete both files: rm strava-client-secret strava-verify-token',
      'Nobody but the app can read a token that the keeper drew. Where the app cannot create the subscription itself, choose',
      'the token: (umask 077; openssl rand -hex 20 | tr -d "\\n" > strava-verify-token), then',
      `     npx kaizencoach-secrets populate ${name} --set STRAVA_VERIFY_TOKEN=@strava-verify-token --import-generated`,
    ),
  ];
}
