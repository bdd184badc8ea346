import { CATALOGUE } from '../../catalogue/catalogue';
import type { Change, KeyRecord } from '../../contract/operator-answer';
import type { OperatorRequest } from '../../contract/operator-request';
import { memberValue } from '../document/secret-document';
import { setMembers } from '../document/splice';
import { Refusal } from '../refusal';
import type { Decision, Snapshot } from '../store/decision';
import { noSuchSecret } from '../store/secret-store';
import type { Surroundings } from '../surroundings';
import { malformedKeys, missingKeys, previousDocument } from './findings';
import { newRecord } from './new-record';

/** An operator's request to set keys. */
export type PopulateRequest = Extract<OperatorRequest, { operation: 'populate' }>;

/** Sets exactly the keys of the request, after every rule of the catalogue and every consent has been checked. */
export async function decidePopulate(
  snapshot: Snapshot,
  { store, settings, now }: Surroundings,
  request: PopulateRequest,
  signal: AbortSignal,
): Promise<Decision<Change>> {
  const { document } = snapshot;
  refuseInvalid(request, settings.GCP_PROJECT);
  const changed = Object.entries(request.values).filter(([name, value]) => memberValue(document, name) !== value);
  const described = changed.length > 0 ? await store.describe(signal) : undefined;
  if (changed.length > 0 && described === undefined) {
    throw noSuchSecret(store.name);
  }
  const recordsBefore = described?.records ?? new Map<string, KeyRecord | null>();
  const changesGarmin = changed.some(([name]) => name === 'GARMIN_ENCRYPTION_KEY');
  if (changesGarmin && !request.invalidateGarminPasswords && (await garminKeyExisted())) {
    throw needsConsent('GARMIN_ENCRYPTION_KEY', 'invalidateGarminPasswords');
  }

  const values = new Map(changed.map(([name, value]) => [name, JSON.stringify(value)] as const));
  const after = setMembers(document, values);
  return {
    values,
    records: new Map(changed.map(([name]) => [name, newRecord(now(), 'populate', 'brought')] as const)),
    recordsBefore,
    result: {
      versionId: null,
      generated: [],
      takenBack: [],
      populated: changed.map(([name]) => name),
      missing: [...missingKeys(after)],
      malformed: [...malformedKeys(after, { gcpProject: settings.GCP_PROJECT })],
      dropped: [],
    },
  };

  /** Stored passwords may depend on a Garmin key that is current, was dropped by the last edit, or is only recorded. */
  async function garminKeyExisted(): Promise<boolean> {
    const wanted = request.values['GARMIN_ENCRYPTION_KEY'];
    if (memberValue(document, 'GARMIN_ENCRYPTION_KEY') !== undefined) {
      return true;
    }
    const previous = described?.hasPrevious ? await previousDocument(store, signal) : undefined;
    const dropped = previous === undefined ? undefined : memberValue(previous, 'GARMIN_ENCRYPTION_KEY');
    return dropped === undefined ? recordsBefore.has('GARMIN_ENCRYPTION_KEY') : dropped !== wanted;
  }
}

function refuseInvalid({ values, importGenerated }: PopulateRequest, gcpProject: string): void {
  for (const [name, value] of Object.entries(values)) {
    const key = CATALOGUE.find((candidate) => candidate.name === name);
    if (key === undefined) {
      throw new Refusal({
        rule: 'unknown-key',
        reason: `the catalogue has no key of that name (length ${name.length})`,
        next: `known keys: ${CATALOGUE.map((known) => known.name).join(', ')}`,
      });
    }
    if (key.generate !== undefined && !importGenerated) {
      throw needsConsent(name, 'importGenerated');
    }
    const verdict = key.validate(value, { gcpProject });
    if (verdict.kind === 'malformed') {
      throw new Refusal({ rule: 'malformed', reason: `${name} ${verdict.rule}`, next: `${name}: ${key.format}` });
    }
  }
}

function needsConsent(name: string, consent: string): Refusal {
  const consequence = CATALOGUE.find((key) => key.name === name)?.consequence ?? '';
  return new Refusal({
    rule: 'needs-consent',
    reason: `${name} is not set from outside without consent: ${consequence}`,
    next: `send the request again with ${consent}`,
  });
}
