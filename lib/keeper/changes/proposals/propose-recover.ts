import { GENERATED_KEYS, REQUIRED_KEYS } from '../../../catalogue/catalogue';
import type { CatalogueKey } from '../../../catalogue/catalogue-key';
import type { PlannedChange } from '../../../contract/operator-request';
import { Refusal } from '../../refusal';
import { isUsable, type OtherVersion, type Usable, usableIn } from '../../secret/other-version';
import { holds } from '../../secret/secret-document';
import type { Situation } from '../situation';
import { type Draw, type Proposal, proposal } from './proposal';
import { unknownLast } from './propose-seed';

/**
 * Gives every required key that has no usable value its last one again: from AWSPREVIOUS, from the version that is known to
 * hold it, or, where that cannot be told, from the version that the operator names. A generated key of which no value was
 * ever current is drawn. What is gone stays missing and is named in the plan.
 * @throws Refusal where a last value cannot be told, where the version named is not there, and where a version is to be left
 * out of account that cannot be.
 */
export function proposeRecover(
  situation: Situation,
  { from, ignore = [] }: Pick<Extract<PlannedChange, { operation: 'recover' }>, 'from' | 'ignore'>,
  draw: Draw,
): Proposal {
  const { snapshot, context } = situation;
  refuseToIgnoreLatest(ignore, situation);
  const unusable = REQUIRED_KEYS.filter((key) => !isUsable(snapshot.document, key, context));
  const named = from === undefined ? undefined : versionNamed(from, situation);
  const takenBack = new Map<string, string>();
  const values = new Map<string, string>();
  for (const key of unusable) {
    const found = lastOf(key, situation, named);
    if (found !== undefined) {
      values.set(key.name, found.source);
      takenBack.set(key.name, found.versionId);
    }
  }
  const drawn = GENERATED_KEYS.filter(
    ({ name }) =>
      !values.has(name) && !holds(snapshot.document, name) && situation.lastValues.get(name)?.kind === 'never',
  );
  for (const key of drawn) {
    values.set(key.name, JSON.stringify(draw(key)));
  }
  return proposal({ values, takenBack, drawn: drawn.map(({ name }) => name) });
}

/** What is current is what is repaired, and AWSPREVIOUS, where it can be read, is where the last edit took things from. */
function refuseToIgnoreLatest(ignore: readonly string[], { snapshot, previous, environment }: Situation): void {
  const latest = [snapshot.versionId, previous.kind === 'document' ? previous.versionId : undefined];
  if (latest.some((versionId) => versionId !== undefined && ignore.includes(versionId))) {
    throw new Refusal({
      rule: 'cannot-ignore',
      reason: 'AWSCURRENT, and AWSPREVIOUS where it can be read, are always taken into account; nothing was written',
      next: `npx kaizencoach-secrets recover ${environment}, without that --ignore`,
    });
  }
}

function lastOf(key: CatalogueKey, situation: Situation, named: OtherVersion | undefined): Usable | undefined {
  const { previous, lastValues, context, environment } = situation;
  const last = lastValues.get(key.name);
  const found = usableIn(previous, key, context) ?? (last?.kind === 'known' ? last : undefined);
  const chosen = found ?? (named === undefined ? undefined : usableIn(named, key, context));
  if (chosen === undefined && last?.kind === 'unknown') {
    throw unknownLast(key.name, last.candidates, environment);
  }
  return chosen;
}

function versionNamed(from: string, { history, environment }: Situation): OtherVersion {
  const found = history?.versions.find(({ versionId }) => versionId === from);
  if (history !== undefined && found?.content.kind !== 'document') {
    throw new Refusal({
      rule: 'no-such-version',
      reason: 'there is no version of that id that is a JSON object',
      next: `npx kaizencoach-secrets history ${environment}, which lists them`,
    });
  }
  return found?.content ?? { kind: 'none' };
}
