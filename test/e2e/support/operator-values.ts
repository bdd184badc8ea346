import { generateKeyPairSync, randomBytes, randomInt } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Values as a person brings them, made for this run. */
export interface BroughtValues {
  readonly clientId: string;
  readonly clientSecret: string;
  /** The key file as Google gives it: JSON on several lines. */
  readonly keyFile: string;
  readonly privateKey: string;
}

/** New values for an environment of a GCP project. */
export function broughtValues(gcpProject: string): BroughtValues {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const file = {
    type: 'service_account',
    project_id: gcpProject,
    private_key_id: randomBytes(20).toString('hex'),
    private_key: privateKey,
  };
  return {
    clientId: String(randomInt(1_000_000_000, 9_999_999_999)),
    clientSecret: randomBytes(20).toString('hex'),
    keyFile: JSON.stringify(file, null, 2),
    privateKey,
  };
}

/** Writes a file that only its owner may read, and gives its path. */
export function writePrivate(folder: string, name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content, { mode: 0o600 });
  return path;
}

/** The file that a person fills in: external keys without the Google one. */
export function valuesFile(folder: string, { clientId, clientSecret }: BroughtValues): string {
  return writePrivate(
    folder,
    'staging-secrets.json',
    JSON.stringify({ STRAVA_CLIENT_ID: clientId, STRAVA_CLIENT_SECRET: clientSecret }, null, 2),
  );
}
