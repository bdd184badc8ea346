import { isSameBase64Key } from '../../catalogue/base64-key';
import { CATALOGUE, GARMIN, keyNamed, publicClientId } from '../../catalogue/catalogue';
import type { ValidationContext } from '../../catalogue/catalogue-key';
import type { KeyStatus, SecretStatus } from '../../contract/operator-answer';
import { droppedKeys } from '../secret/key-states';
import { isUsable, otherVersion, usableSource } from '../secret/other-version';
import type { Records } from '../secret/record-tags';
import { holds, memberSource, memberValue, type SecretDocument } from '../secret/secret-document';
import { shownName } from '../secret/shown-name';
import { snapshotOf, valueVersionOf } from '../secret/snapshot';
import type { Surroundings } from '../surroundings';
import { lastChange } from './last-change';
import { trueRecords } from './true-records';

/**
 * The state of every key, without values.
 * @throws Refusal where there is no secret, where it is scheduled for deletion, or where its value is not a JSON object.
 */
export async function status({ store, settings }: Surroundings, signal: AbortSignal): Promise<SecretStatus> {
  const described = await store.describeUsable(signal);
  const current = await store.read('AWSCURRENT', signal);
  const snapshot = snapshotOf(current);
  const previous = await otherVersion(() => store.read('AWSPREVIOUS', signal));
  const { document } = snapshot;
  const context = { gcpProject: settings.GCP_PROJECT };
  const lastChanged = lastChange(current.versionId, await store.versions(signal), described);
  const records = await trueRecords(described.records, snapshot, store, signal);
  const stravaClientId = publicClientId(memberValue(document, 'STRAVA_CLIENT_ID'));
  return {
    environment: settings.ENVIRONMENT_NAME,
    secretName: store.name,
    versionId: valueVersionOf(snapshot),
    keys: keyStatuses(document, records, context),
    unknownKeys: [...document.members.keys()].filter((name) => keyNamed(name) === undefined).map(shownName),
    droppedKeys: droppedKeys(document, previous),
    differInPrevious: CATALOGUE.filter((key) => {
      const source = usableSource(previous, key, context);
      if (source === undefined) {
        return false;
      }
      return key.name === GARMIN
        ? !isSameBase64Key(JSON.parse(source), memberValue(document, GARMIN))
        : source !== memberSource(document, key.name);
    }).map(({ name }) => name),
    ...(previous.kind === 'unreadable' ? { previousUnreadable: true } : {}),
    ...(stravaClientId === undefined ? {} : { stravaClientId }),
    ...(current.createdAt === undefined ? {} : { versionMadeAt: current.createdAt.toISOString() }),
    ...(lastChanged === undefined ? {} : { lastChange: lastChanged }),
    ...(described.lastBackupAt === undefined ? {} : { lastBackupAt: described.lastBackupAt }),
  };
}

function keyStatuses(document: SecretDocument, records: Records, context: ValidationContext): KeyStatus[] {
  return CATALOGUE.map((key) => {
    const record = records.get(key.name) ?? undefined;
    const common = {
      name: key.name,
      origin: key.origin,
      required: key.required,
      ...(record === undefined ? {} : { record }),
    };
    if (!holds(document, key.name)) {
      return { ...common, state: 'missing' };
    }
    const value = memberValue(document, key.name);
    const verdict = key.validate(value, context);
    return {
      ...common,
      state: isUsable(document, key, context) ? 'present' : 'malformed',
      ...(verdict.kind === 'valid' ? {} : { rule: verdict.rule }),
      ...(typeof value === 'string' ? { length: value.length } : {}),
    };
  });
}
