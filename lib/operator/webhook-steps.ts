import type { Environment } from '../environments/row';
import { heading, lines, type View } from './rendering/view';

/**
 * What a new verify token means for Strava's webhook subscription. Strava asks the app for the token when a subscription is
 * made and never again, and then for the one that the app has loaded.
 * @see https://developers.strava.com/docs/webhooks/
 */
export function webhookSteps({ name }: Environment): readonly View[] {
  return [
    heading('Strava webhook: the subscription there is goes on; a new one needs the new token'),
    lines(
      `1. npx kaizencoach-secrets reload ${name}      so that the app has loaded it`,
      `2. npx kaizencoach-secrets webhook ${name} renew --force      makes the subscription anew, and so proves the token`,
    ),
  ];
}
