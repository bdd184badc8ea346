import { GENERATED_KEYS, type GeneratedKey } from '../../../catalogue/catalogue';
import { Refusal } from '../../refusal';
import { usableSource } from '../../secret/other-version';
import { holds } from '../../secret/secret-document';
import type { Situation } from '../situation';
import { type Draw, type Proposal, proposal } from './proposal';

/**
 * Draws each generated key that is missing and of which no value was ever current; one that AWSPREVIOUS has comes back by
 * the rule that holds for every change.
 * @throws Refusal for a key that existed, or may have: drawing it anew would make what it protects unreadable.
 */
export function proposeSeed(situation: Situation, draw: Draw): Proposal {
  const { snapshot, previous, context } = situation;
  const absent = GENERATED_KEYS.filter(
    (key) => !holds(snapshot.document, key.name) && usableSource(previous, key, context) === undefined,
  );
  refuseUnknown(situation, absent);
  refuseLost(situation, absent);
  // Drawn by a run that was cut off: whether or not it ever was current, no other value was.
  const cutOff = new Map(absent.flatMap(({ name }) => unproved(name, situation)));
  const drawn = absent.filter(({ name }) => !cutOff.has(name));
  return proposal({
    values: new Map([
      ...[...cutOff].map(([name, { source }]) => [name, source] as const),
      ...drawn.map((key) => [key.name, JSON.stringify(draw(key))] as const),
    ]),
    drawn: drawn.map(({ name }) => name),
    takenBack: new Map([...cutOff].map(([name, { versionId }]) => [name, versionId])),
  });
}

function unproved(name: string, { lastValues }: Situation) {
  const last = lastValues.get(name);
  return last?.kind === 'known' && !last.proved ? [[name, last] as const] : [];
}

/** The last value of a key cannot be told. */
function refuseUnknown({ lastValues, environment }: Situation, keys: readonly GeneratedKey[]): void {
  for (const { name } of keys) {
    const last = lastValues.get(name);
    if (last?.kind === 'unknown') {
      throw unknownLast(name, last.candidates, environment);
    }
  }
}

/** A key existed, and the version that holds its last value is neither current nor the one before. */
function refuseLost({ lastValues, environment }: Situation, keys: readonly GeneratedKey[]): void {
  const lost = keys.filter(({ name }) => {
    const last = lastValues.get(name);
    return last?.kind !== 'never' && !(last?.kind === 'known' && !last.proved);
  });
  if (lost.length === 0) {
    return;
  }
  const versions = lost.flatMap(({ name }) => {
    const last = lastValues.get(name);
    return last?.kind === 'known' ? [`${name} is in version ${last.versionId}`] : [];
  });
  throw new Refusal({
    rule: 'generated-key-lost',
    reason: `${lost.map(({ name }) => name).join(', ')} existed but neither AWSCURRENT nor AWSPREVIOUS has it${versions.length === 0 ? '' : ` (${versions.join('; ')})`}; drawing it anew would lose what it protects, so nothing was written`,
    next:
      versions.length === lost.length
        ? `npx kaizencoach-secrets recover ${environment}`
        : `no version that there is has all of them: npx kaizencoach-secrets restore ${environment} FILE --identity FILE`,
  });
}

/** The refusal of a key of which more than one version may hold the last value, or one cannot be read. */
export function unknownLast(name: string, candidates: readonly string[], environment: string): Refusal {
  return new Refusal({
    rule: 'last-value-unknown',
    reason: `${name} is missing, and which version holds its last value cannot be told: ${candidates.join(', ')}; nothing was written`,
    next: `npx kaizencoach-secrets history ${environment}, which shows them; then npx kaizencoach-secrets recover ${environment} --from VERSION (the one to take it from), or --ignore VERSION (one that does not count)`,
  });
}
