import { GATES, isGate } from './gates';
import { UsageError } from './options';

const HOW_TO = {
  acceptable: 'stops the change until its finding stands in review/acceptances.json, added by the same change',
  final: 'stops the change, and cannot be accepted by it: it goes in by itself, merged by a person',
  shown: 'is shown and stops nothing',
} as const;

/**
 * The row of a gate, in words.
 * @throws UsageError where there is no such gate.
 */
export function explained(id: string): string {
  if (!isGate(id)) {
    throw new UsageError(`there is no gate ${JSON.stringify(id)}; there are: ${Object.keys(GATES).join(', ')}`);
  }
  const { group, rule, why, stops } = GATES[id];
  return `${id} (${group})\n  looks for: ${rule}.\n  because: ${why}.\n  it ${HOW_TO[stops]}.\n`;
}
