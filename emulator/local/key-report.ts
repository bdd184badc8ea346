import type { KeyStatus, SecretStatus } from '../../lib/contract/operator-answer';
import { renderTable } from './table';

/** Table of a secret's keys; names and states, never a value. The rules show only where a value misses one. */
export function keyReport(status: SecretStatus): string {
  const rows = status.keys.map((key) => [
    key.name,
    stateOf(key),
    key.origin,
    key.required ? 'yes' : 'no',
    key.record === undefined ? '' : `${key.record.how} ${key.record.madeAt}`,
    key.rule ?? '',
  ]);
  const rules = status.keys.some((key) => key.rule !== undefined) ? ['rule'] : [];
  return renderTable(['key', 'state', 'origin', 'required', 'recorded', ...rules], rows);
}

/** Only what the app cannot do without is missing. */
function stateOf({ state, required }: KeyStatus): string {
  return state === 'missing' && !required ? 'not set' : state;
}
