import { createHmac } from 'node:crypto';
import { canonicalBase64Key } from '../../catalogue/base64-key';
import { CATALOGUE, GARMIN, publicClientId } from '../../catalogue/catalogue';
import type { Fingerprints } from '../../contract/fingerprints';
import { noValue } from '../secret/refusals';
import { holds, memberValue, type SecretDocument } from '../secret/secret-document';
import { snapshotOf } from '../secret/snapshot';
import type { Surroundings } from '../surroundings';

/** Of the 256 bits, enough that two different values never look alike. */
const DIGEST_DIGITS = 32;

/**
 * Keyed digests of the values that environments must not share, comparable only with digests under the same nonce. A value
 * that somebody could guess is left out: whoever knows the nonce could try. The public client id is told as it is.
 * @throws Refusal where there is no secret, or where it has no value.
 */
export async function fingerprint(
  nonce: string,
  surroundings: Surroundings,
  signal: AbortSignal,
): Promise<Fingerprints> {
  const { settings, store } = surroundings;
  const { document, isEmpty } = snapshotOf(await store.read('AWSCURRENT', signal));
  if (isEmpty) {
    await store.describeUsable(signal);
    throw noValue(store.name);
  }
  const secret = CATALOGUE.filter(({ shareable, origin }) => !shareable && origin !== 'derived');
  const present = secret.filter(({ name }) => name !== 'STRAVA_CLIENT_ID' && holds(document, name));
  const strong = present.filter(({ name, isUnguessable }) => isUnguessable?.(compared(document, name)) === true);
  const digests = strong.map(({ name }) => {
    const text = `${name}\0${String(compared(document, name))}`;
    return [name, createHmac('sha256', Buffer.from(nonce, 'hex')).update(text).digest('hex').slice(0, DIGEST_DIGITS)];
  });
  const stravaClientId = publicClientId(memberValue(document, 'STRAVA_CLIENT_ID'));
  return {
    environment: settings.ENVIRONMENT_NAME,
    digests: Object.fromEntries(digests),
    tooWeak: present.filter((key) => !strong.includes(key)).map(({ name }) => name),
    unusableClientId: stravaClientId === undefined && holds(document, 'STRAVA_CLIENT_ID'),
    ...(stravaClientId === undefined ? {} : { stravaClientId }),
  };
}

/** A Garmin key is the same in every spelling of its bytes; any other value is compared by its text. */
function compared(document: SecretDocument, name: string): unknown {
  const value = memberValue(document, name);
  return name === GARMIN ? (canonicalBase64Key(value) ?? value) : value;
}
