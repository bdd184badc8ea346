import { base64Key, generateBase64Key } from './base64-key';
import type { CatalogueKey, RandomBytes } from './catalogue-key';
import { gcpProjectOfEnvironment, googleCredentials } from './google-credentials';
import { RUNTIME_SETTINGS } from './runtime-settings';
import { hexadecimal, matching, token } from './text-formats';
import { holdsPrivateKey, isRandomBase64, isRandomHexadecimal } from './unguessable';

/** The key whose loss loses data: every stored Garmin password depends on it. */
export const GARMIN = 'GARMIN_ENCRYPTION_KEY';

/** "annually" in the operators' guide. */
const A_YEAR = 365;

function hex(bytes: number): (randomBytes: RandomBytes) => string {
  return (randomBytes) => Buffer.from(randomBytes(bytes)).toString('hex');
}

/**
 * A region, or `global`, the endpoint that is in no region (Google Cloud, "Generative AI on Vertex AI: Deployments
 * and endpoints", "Global endpoint": https://docs.cloud.google.com/vertex-ai/generative-ai/docs/learn/locations).
 */
const VERTEX_LOCATION = /^(global|[a-z]+-[a-z]+[0-9]+)$/;

/** Every key of the secret, in the order in which people see them and version ids count them: only ever longer. Names are unique. */
export const CATALOGUE: readonly CatalogueKey[] = [
  {
    name: 'STRAVA_CLIENT_ID',
    summary: 'client id of the Strava API application (public)',
    required: true,
    secret: false,
    origin: 'external',
    source: 'https://www.strava.com/settings/api, "Client ID"',
    format: 'decimal digits, as a string',
    shareable: false,
    consequence: 'OAuth breaks until it matches the Strava app of this environment’s domain',
    validate: matching(/^[0-9]+$/, 'decimal digits'),
  },
  {
    name: 'STRAVA_CLIENT_SECRET',
    summary: 'client secret of the Strava API application',
    required: true,
    secret: true,
    origin: 'external',
    source: 'https://www.strava.com/settings/api, "Client Secret"',
    format: '40 hexadecimal digits',
    shareable: false,
    consequence: 'token exchange and refresh fail until Strava and the secret agree',
    rotateAfterDays: A_YEAR,
    validate: hexadecimal(40),
    isUnguessable: isRandomHexadecimal,
  },
  {
    name: 'STRAVA_VERIFY_TOKEN',
    summary: 'token by which Strava’s webhook requests are recognised',
    required: true,
    secret: true,
    origin: 'generated',
    source: 'drawn by the keeper: 20 random bytes as hexadecimal digits',
    format: '40 lower-case hexadecimal digits; a value of your own: printable, 40 or more characters recommended',
    shareable: true,
    consequence:
      'Strava’s webhook subscription goes on; a new one needs the app to have loaded the new token (else 403)',
    rotateAfterDays: A_YEAR,
    validate: token(40),
    generate: hex(20),
  },
  {
    name: 'FLASK_SECRET_KEY',
    summary: 'key that signs the app’s sessions',
    required: true,
    secret: true,
    origin: 'generated',
    source: 'drawn by the keeper: 32 random bytes as hexadecimal digits',
    format: '64 lower-case hexadecimal digits; a value of your own: printable, 64 or more characters recommended',
    shareable: false,
    consequence: 'every user is logged out',
    rotateAfterDays: A_YEAR,
    validate: token(64),
    isUnguessable: isRandomHexadecimal,
    generate: hex(32),
  },
  {
    name: 'GOOGLE_APPLICATION_CREDENTIALS_JSON',
    summary: 'key file of the GCP service account that calls Vertex AI',
    required: true,
    secret: true,
    origin: 'external',
    source: 'GCP console, IAM & Admin, Service Accounts, Keys, Add key, JSON',
    format: 'a string that holds the key file as one line of JSON',
    shareable: false,
    consequence: 'Vertex AI calls fail if the old key is revoked before the app reloads',
    rotateAfterDays: A_YEAR,
    validate: googleCredentials,
    isUnguessable: holdsPrivateKey,
  },
  {
    name: GARMIN,
    summary: 'Fernet key that encrypts the users’ stored Garmin passwords',
    required: true,
    secret: true,
    origin: 'generated',
    source: 'drawn by the keeper: 32 random bytes as base64 that reads the same in both alphabets',
    format: 'base64 of 32 bytes, 44 characters',
    shareable: false,
    consequence: 'every Garmin password that another key encrypted is then unreadable; users must re-authenticate',
    rotateAfterDays: A_YEAR,
    validate: base64Key,
    isUnguessable: isRandomBase64,
    generate: generateBase64Key,
  },
  {
    name: 'GCP_PROJECT_ID',
    summary: 'GCP project of the environment; the app derives it from the service account',
    required: false,
    secret: false,
    origin: 'derived',
    source: 'the "project_id" of the service account',
    format: 'GCP project id',
    shareable: false,
    consequence: 'none if it agrees with the service account',
    validate: gcpProjectOfEnvironment,
  },
  {
    name: 'GCP_LOCATION',
    summary: 'GCP location of Vertex AI; the app has its own default',
    required: false,
    secret: false,
    origin: 'fixed',
    source: 'europe-west1',
    format: 'GCP region, or global',
    shareable: true,
    consequence: 'none',
    validate: matching(VERTEX_LOCATION, 'global or a GCP region such as europe-west1'),
  },
  ...RUNTIME_SETTINGS,
];

/** A key whose value the keeper draws. */
export type GeneratedKey = CatalogueKey & Required<Pick<CatalogueKey, 'generate'>>;

function isGenerated(key: CatalogueKey): key is GeneratedKey {
  return key.generate !== undefined;
}

/** The keys that the keeper draws. */
export const GENERATED_KEYS: readonly GeneratedKey[] = CATALOGUE.filter(isGenerated);

/** The keys without which the app does not start. */
export const REQUIRED_KEYS: readonly CatalogueKey[] = CATALOGUE.filter((key) => key.required);

const BY_NAME: ReadonlyMap<string, CatalogueKey> = new Map(CATALOGUE.map((key) => [key.name, key]));

/** The key of that name; undefined where the catalogue has none. */
export function keyNamed(name: string): CatalogueKey | undefined {
  return BY_NAME.get(name);
}

/** Whether the catalogue has a key of that name, without which the app does not start. */
export function isRequired(name: string): boolean {
  return keyNamed(name)?.required === true;
}

/** Whether a member of the document has a value: absent, `null` and an empty string are none. */
export function hasValue(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

/**
 * The value of STRAVA_CLIENT_ID, which is public, if it is one: another value in its place may be a secret that was pasted
 * into the wrong field.
 */
export function publicClientId(value: unknown): string | undefined {
  return typeof value === 'string' && /^[0-9]{1,12}$/.test(value) ? value : undefined;
}

/** What changing a key means for users and integrations; members that the catalogue does not know are the app's own business. */
export function consequenceOf(name: string): string {
  return keyNamed(name)?.consequence ?? 'not in the catalogue';
}
