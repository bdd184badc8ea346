import type { SecretStatus } from '../../contract/operator-answer';
import { leftUnusable, whyLeft } from '../changes/left-unusable';
import { OperatorError } from '../operator-error';
import type { Keeper } from '../services/keeper';
import { remedyOf, unusableKeys } from '../status-report';

/** Why `recover` does not mend a key, and what does. */
export interface Left {
  readonly why: string;
  readonly next: string;
}

/** The required keys for which `recover` would be the remedy and does not help, by a plan of it, which changes nothing. */
export async function leftByRecovery(
  status: SecretStatus,
  keeper: Pick<Keeper, 'plan'>,
): Promise<ReadonlyMap<string, Left>> {
  const names = unusableKeys(status)
    .filter((key) => remedyOf(key, status) === 'recover')
    .map(({ name }) => name);
  if (names.length === 0) {
    return new Map();
  }
  try {
    const left = leftUnusable(await keeper.plan({ operation: 'recover' }), status.environment);
    return new Map(
      left.filter(({ key }) => names.includes(key)).map(({ key, next }) => [key, { why: whyLeft(key), next }]),
    );
  } catch (error) {
    if (error instanceof OperatorError) {
      const { message, next } = error;
      return new Map(names.map((name) => [name, { why: `recover does not bring it back as it is: ${message}`, next }]));
    }
    throw error;
  }
}
