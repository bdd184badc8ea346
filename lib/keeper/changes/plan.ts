import { CATALOGUE, consequenceOf } from '../../catalogue/catalogue';
import type { Plan } from '../../contract/operator-answer';
import type { PlannedChange } from '../../contract/operator-request';
import { missingKeys } from '../secret/other-version';
import { memberValue, type SecretDocument } from '../secret/secret-document';
import { shownName } from '../secret/shown-name';
import type { Surroundings } from '../surroundings';
import { documentAfter, snapshotOf, valueVersionOf } from './decision';
import { consentsFor, type Effect, effectsOf, GARMIN } from './effects';
import type { Proposal } from './proposals/proposal';
import { propose, situationOf } from './proposals/propose';
import { DrawnKeys, decideSeed } from './proposals/propose-seed';

/** Says what a change would do, by name, and does nothing. A value that is drawn for it is thrown away. */
export async function plan(change: PlannedChange, surroundings: Surroundings, signal: AbortSignal): Promise<Plan> {
  const snapshot = snapshotOf(await surroundings.store.read('AWSCURRENT', signal));
  const situation = await situationOf(snapshot, surroundings, signal);
  const proposal = change.operation === 'seed' ? await proposeSeed() : propose(situation, change);
  const after = documentAfter(snapshot.document, proposal.edit);
  const consents = consentsFor(situation, proposal);
  return {
    versionId: valueVersionOf(snapshot),
    entries: effectsOf(situation, proposal).map(({ key, action }) => {
      const warning = warningOf(key, after, surroundings.settings.GCP_PROJECT);
      return {
        key: shownName(key),
        action,
        ...(affects(key, action) ? { consequence: consequenceOf(key) } : {}),
        ...(action === 'keep' || warning === undefined ? {} : { warning }),
      };
    }),
    needsConsents: [...consents],
    missing: [...missingKeys(after)],
  };

  /** A key that is new means nothing to anyone, unless it takes the place of one that was lost. */
  function affects(key: string, action: Effect['action']): boolean {
    const replacesLost = key === GARMIN && consents.includes('invalidateGarminPasswords');
    return action === 'change' || action === 'remove' || (action === 'add' && replacesLost);
  }

  async function proposeSeed(): Promise<Proposal> {
    const options = { seeding: 'add', completeRecord: false, drawn: new DrawnKeys(surroundings.randomBytes) } as const;
    const { edit, result } = await decideSeed(snapshot, surroundings, options, signal);
    return { edit, drawn: result.generated, takenBack: result.takenBack, needsConsents: [] };
  }
}

function warningOf(name: string, document: SecretDocument, gcpProject: string): string | undefined {
  const value = memberValue(document, name);
  const verdict = CATALOGUE.find((key) => key.name === name)?.validate(value, { gcpProject });
  return value === undefined || verdict === undefined || verdict.kind === 'valid' ? undefined : verdict.rule;
}
