import { memberValue, type SecretDocument } from '../secret/secret-document';

/** The Strava client id, if it is one: another value in its place may be a secret that was pasted into the wrong field. */
export function publicClientId(document: SecretDocument): string | undefined {
  const value = memberValue(document, 'STRAVA_CLIENT_ID');
  return typeof value === 'string' && /^[0-9]{1,12}$/.test(value) ? value : undefined;
}
