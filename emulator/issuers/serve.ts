import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as v from 'valibot';
import { ENVIRONMENTS, environmentNamed } from '../../lib/environments/rows';
import { clientConfiguration } from '../client-environment';
import { writeSampleValues } from './sample-values';
import { IssuersStandIn } from './stand-in';

const secretSchema = v.looseObject({ STRAVA_VERIFY_TOKEN: v.string() });

/**
 * Plays Strava, Google and the app for the emulator that started it, and ends with it: prints where, once it listens, and
 * writes values that they know into `folder`.
 */
async function serve(endpoint: string, folder: string): Promise<void> {
  process.stdin.resume().once('close', () => process.exit());
  const issuers = new IssuersStandIn(...ENVIRONMENTS.map(({ domain }) => domain));
  issuers.tokenLoadedBy = (domain) => storedToken(endpoint, domain);
  writeSampleValues(folder, environmentNamed('staging'), issuers);
  await issuers.listen();
  process.stdout.write(`${issuers.origin}\n`);
}

/** The local AWS runs no app: the one that is played has always loaded what is stored. */
async function storedToken(endpoint: string, domain: string): Promise<string> {
  const SecretId = ENVIRONMENTS.find((row) => row.domain === domain)?.secretName;
  const client = new SecretsManagerClient(clientConfiguration(endpoint));
  try {
    const { SecretString = '' } = await client.send(new GetSecretValueCommand({ SecretId }));
    return v.parse(secretSchema, JSON.parse(SecretString)).STRAVA_VERIFY_TOKEN;
  } finally {
    client.destroy();
  }
}

const [endpoint = '', folder = ''] = process.argv.slice(2);
void serve(endpoint, folder);
