import { CATALOGUE, publicClientId } from '../../catalogue/catalogue';
import type { KeyRecord, KeyStatus, SecretStatus } from '../../contract/operator-answer';
import { snapshotOf, valueVersionOf } from '../changes/decision';
import { droppedKeys, isInCatalogue } from '../changes/take-back';
import { describeUsable, missingKeys, otherVersion } from '../secret/other-version';
import { hasMember, memberValue, type SecretDocument } from '../secret/secret-document';
import { shownName } from '../secret/shown-name';
import type { Surroundings } from '../surroundings';

/**
 * The state of every key, without values.
 * @throws Refusal where there is no secret, where it is scheduled for deletion, or where its value is not a JSON object.
 */
export async function status({ store, settings }: Surroundings, signal: AbortSignal): Promise<SecretStatus> {
  const described = await describeUsable(store, signal);
  const snapshot = snapshotOf(await store.read('AWSCURRENT', signal));
  const { document } = snapshot;
  const missing = missingKeys(document);
  const lookBack = missing.length > 0 && described.stages.has('AWSPREVIOUS');
  const previous = lookBack ? await otherVersion(store, 'AWSPREVIOUS', signal) : ({ kind: 'none' } as const);
  const stravaClientId = publicClientId(memberValue(document, 'STRAVA_CLIENT_ID'));
  return {
    environment: settings.ENVIRONMENT_NAME,
    secretName: store.name,
    versionId: valueVersionOf(snapshot),
    keys: keyStatuses(document, described.records, settings.GCP_PROJECT),
    unknownKeys: document.members
      .map(({ name }) => name)
      .filter((name) => !isInCatalogue(name))
      .map(shownName),
    droppedKeys: [...droppedKeys(document, previous, missing)],
    ...(stravaClientId === undefined ? {} : { stravaClientId }),
  };
}

function keyStatuses(
  document: SecretDocument,
  records: ReadonlyMap<string, KeyRecord | null>,
  gcpProject: string,
): KeyStatus[] {
  return CATALOGUE.map((key) => {
    const common = { name: key.name, origin: key.origin, required: key.required };
    const record = records.get(key.name) ?? undefined;
    if (!hasMember(document, key.name)) {
      return { ...common, state: 'missing', ...(record === undefined ? {} : { record }) };
    }
    const value = memberValue(document, key.name);
    const verdict = key.validate(value, { gcpProject });
    return {
      ...common,
      state: verdict.kind === 'malformed' ? 'malformed' : 'present',
      ...(verdict.kind === 'valid' ? {} : { rule: verdict.rule }),
      ...(typeof value === 'string' ? { length: value.length } : {}),
      ...(record === undefined ? {} : { record }),
    };
  });
}
