import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { IssuersStandIn } from '../../../emulator/issuers/stand-in';
import { httpsExchange } from '../../../lib/keeper/issuers/https-exchange';
import { CONSENTS, GCP_PROJECT, Keeper } from './keeper';

export const DOMAIN = 'staging.kaizencoach.training';
export const CALLBACK = `https://${DOMAIN}/strava_webhook`;
export const STRAVA = 'www.strava.com';
export const GOOGLE = 'oauth2.googleapis.com';
/** Another subscription of the same Strava app. */
export const FOREIGN = { id: 99, callback_url: 'https://old.example.com/hook' };

/** The key of the service account, in PEM: half as long as Google’s, which takes ten times as long to make. */
export const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 1024,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});
const ACCOUNT = `vertex-ai-sa@${GCP_PROJECT}.iam.gserviceaccount.com`;

/** A keeper whose values the issuers know, and the app has loaded. */
export interface KeeperAmongIssuers {
  readonly keeper: Keeper;
  readonly issuers: IssuersStandIn;
  /** Every value that was sent to an issuer. */
  readonly values: readonly string[];
}

/** Sets everything up; `end` aborts what is sent to the issuers. */
export async function keeperAmongIssuers(end: AbortSignal = new AbortController().signal): Promise<KeeperAmongIssuers> {
  const issuers = await new IssuersStandIn(DOMAIN).listen();
  const keeper = new Keeper();
  keeper.exchange = httpsExchange(
    { ...keeper.surroundings.settings, ISSUERS_ENDPOINT: issuers.origin },
    issuers.origin,
    end,
  );
  await keeper.deploy({ RequestType: 'Create' });
  const clientSecret = randomBytes(20).toString('hex');
  const verifyToken = randomBytes(20).toString('hex');
  const keyFile = {
    type: 'service_account',
    project_id: GCP_PROJECT,
    private_key: privateKey,
    client_email: ACCOUNT,
    token_uri: 'https://token-uri.of.the.file/token',
  };
  const values = {
    STRAVA_CLIENT_ID: '188207',
    STRAVA_CLIENT_SECRET: clientSecret,
    STRAVA_VERIFY_TOKEN: verifyToken,
    GOOGLE_APPLICATION_CREDENTIALS_JSON: JSON.stringify(keyFile),
  };
  await keeper.change('populate', { values }, CONSENTS);
  issuers.pair = { clientId: '188207', clientSecret };
  issuers.loadedToken = verifyToken;
  issuers.googleTime = () => keeper.surroundings.now().getTime();
  issuers.publicKeys.set(ACCOUNT, publicKey);
  issuers.subscriptions = [{ id: 4711, callback_url: CALLBACK }];
  return { keeper, issuers, values: [clientSecret, verifyToken, privateKey, keyFile.client_email] };
}

/** What each issuer said when the keeper asked. */
export async function verdictsOf({ keeper }: KeeperAmongIssuers, knownHosts: readonly string[] = []) {
  const answer = await keeper.ask({ operation: 'ask-issuers', knownHosts });
  if (answer.outcome !== 'issuers') {
    throw new Error(`no verdicts: ${JSON.stringify(answer)}`);
  }
  return answer.issuers;
}

/** What became of the webhook's renewal, in words. */
export async function renewalOf(
  { keeper }: KeeperAmongIssuers,
  wish: { readonly force?: boolean; readonly foreignHost?: string } = {},
) {
  const answer = await keeper.ask({ operation: 'renew-webhook', force: false, ...wish });
  if (answer.outcome === 'refused') {
    return `${answer.rule}: ${answer.reason}; next: ${answer.next}`;
  }
  return answer.outcome === 'webhook' ? answer.webhook.result : JSON.stringify(answer);
}
