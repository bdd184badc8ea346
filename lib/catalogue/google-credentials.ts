import { createHash, createPrivateKey } from 'node:crypto';
import type { ValidationContext } from './catalogue-key';
import { malformed, VALID, type Verdict } from './verdict';

/**
 * A service-account key file of this environment's GCP project, as one line of JSON inside a JSON string, with a private
 * key that parses (so its line breaks survived).
 */
export function googleCredentials(value: unknown, context: ValidationContext): Verdict {
  if (typeof value !== 'string') {
    return malformed('must be a JSON string that holds the key file, not an object');
  }
  const file = parseObject(value);
  if (file === undefined) {
    return malformed(`must hold a JSON object (length ${value.length})`);
  }
  if (file['type'] !== 'service_account') {
    return malformed('"type" must be service_account');
  }
  if (file['project_id'] !== context.gcpProject) {
    return malformed(`"project_id" must be ${context.gcpProject}, the GCP project of this environment`);
  }
  if (!isPrivateKey(file['private_key'])) {
    return malformed('"private_key" must be a PEM private key with its line breaks');
  }
  return /[\r\n]/.test(value) ? malformed('must be one line of JSON') : VALID;
}

function parseObject(value: string): Record<string, unknown> | undefined {
  try {
    const parsed: unknown = JSON.parse(value);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? { ...parsed } : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a key parses, by its digest: parsing takes half a millisecond, and a change looks at the same key in many versions. */
const seen = new Map<string, boolean>();

function isPrivateKey(pem: unknown): boolean {
  if (typeof pem !== 'string') {
    return false;
  }
  const digest = createHash('sha256').update(pem).digest('base64');
  const verdict = seen.get(digest) ?? parses(pem);
  seen.set(digest, verdict);
  return verdict;
}

function parses(pem: string): boolean {
  try {
    return createPrivateKey({ key: pem, format: 'pem' }).type === 'private';
  } catch {
    return false;
  }
}

/** The GCP project id of this very environment. */
export function gcpProjectOfEnvironment(value: unknown, context: ValidationContext): Verdict {
  return value === context.gcpProject
    ? VALID
    : malformed(`must be ${context.gcpProject}, the GCP project of this environment`);
}
