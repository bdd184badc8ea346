import { OperatorError } from '../operator-error';

/** What one check of the doctor found. */
export interface Finding {
  /** What was looked at, in the words of the guide's troubleshooting section where it has any. */
  readonly check: string;
  readonly verdict: 'ok' | 'problem' | 'warning' | 'not checked';
  readonly cause: string;
  /** The one command or step that mends it, or that shows more. */
  readonly next?: string | undefined;
}

/** Nothing is wrong. */
export function ok(check: string, cause: string, next?: string): Finding {
  return { check, verdict: 'ok', cause, next };
}

/** The app cannot work like this. */
export function problem(check: string, cause: string, next: string): Finding {
  return { check, verdict: 'problem', cause, next };
}

/** Somebody should look at this. */
export function warning(check: string, cause: string, next: string): Finding {
  return { check, verdict: 'warning', cause, next };
}

/** It could not be looked at. */
export function notChecked(check: string, cause: string, next?: string): Finding {
  return { check, verdict: 'not checked', cause, next };
}

/** Reasons that say nothing of the environment, only of who asks and how. */
const UNKNOWN = new Set(['not-allowed', 'not-logged-in', 'no-answer', 'throttled', 'interrupted', 'service-fault']);

/** The finding that an error is. */
function findingOf(check: string, { rule, message, next }: OperatorError): Finding {
  return UNKNOWN.has(rule) ? notChecked(check, message, next) : problem(check, message, next);
}

/** Findings of a check; where it could not be made (such as for lack of a permission), the reason is the finding. */
export async function findingsOf(check: string, look: () => Promise<readonly Finding[]>): Promise<readonly Finding[]> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof OperatorError) {
      return [findingOf(check, error)];
    }
    throw error;
  }
}
