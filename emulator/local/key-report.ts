import type { SecretStatus } from '../../lib/contract/operator-answer';
import { renderTable } from './table';

/** Table of a secret's keys; names and states, never a value. */
export function keyReport(status: SecretStatus): string {
  const rows = status.keys.map((key) => [
    key.name,
    key.state,
    key.origin,
    key.required ? 'yes' : 'no',
    key.record === undefined ? '' : `${key.record.how} ${key.record.madeAt}`,
    key.rule ?? '',
  ]);
  return renderTable(['key', 'state', 'origin', 'required', 'recorded', 'rule'], rows);
}
