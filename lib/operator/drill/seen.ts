import { OperatorError } from '../operator-error';
import { NotAllowedError } from '../services/service-error';

/** Reasons that say nothing of what was asked about: AWS has too much to do, or does not know the call. */
const NOT_SEEN = new Set(['throttled', 'service-fault']);

/** What a drill can do without may be out of the caller's sight: undefined where it is. */
export async function seen<T>(look: () => Promise<T>): Promise<T | undefined> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof NotAllowedError || (error instanceof OperatorError && NOT_SEEN.has(error.rule))) {
      return undefined;
    }
    throw error;
  }
}
