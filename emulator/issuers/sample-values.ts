import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '../../lib/environments/row';
import type { IssuersStandIn } from './stand-in';

/** Names of the files in which values stand as their issuers give them; git ignores both. */
export const SAMPLE_FILES = { values: 'staging-secrets.json', googleKey: 'google.key' } as const;

/** Id of the Strava application that the stand-in knows. */
export const SAMPLE_CLIENT_ID = '188207';

/**
 * Makes values for the external keys of an environment, writes them into files that only their owner may read, and lets
 * `issuers` know them. They are made anew each time, and good for nothing elsewhere.
 */
export function writeSampleValues(folder: string, { gcpProject }: Environment, issuers: IssuersStandIn): void {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const account = `vertex-ai-sa@${gcpProject}.iam.gserviceaccount.com`;
  const clientSecret = randomBytes(20).toString('hex');
  issuers.pair = { clientId: SAMPLE_CLIENT_ID, clientSecret };
  issuers.publicKeys.set(account, publicKey);
  const values = { STRAVA_CLIENT_ID: SAMPLE_CLIENT_ID, STRAVA_CLIENT_SECRET: clientSecret };
  const keyFile = {
    type: 'service_account',
    project_id: gcpProject,
    client_email: account,
    private_key: privateKey,
  };
  mkdirSync(folder, { recursive: true });
  write(join(folder, SAMPLE_FILES.values), values);
  write(join(folder, SAMPLE_FILES.googleKey), keyFile);
}

function write(file: string, content: object): void {
  writeFileSync(file, JSON.stringify(content, null, 2), { mode: 0o600 });
}
