import { OperatorError } from '../operator-error';

/** What one check of the doctor found. */
export interface Finding {
  /** What was looked at, in the words of the guide's troubleshooting section where it has any. */
  readonly check: string;
  readonly verdict: 'ok' | 'problem' | 'warning' | 'not checked';
  readonly cause: string;
  /** The command or step that mends it, or that shows more. */
  readonly next?: string | undefined;
  /** The command among the steps that mend it, as it can be pasted. */
  readonly command?: string | undefined;
  /** No command that can be pasted mends it, and the app does not start while it is so. */
  readonly blocksReload?: boolean | undefined;
}

/** What to do: a step in words, or a command that can be pasted as it is. */
export type Step = string | { readonly run: string };

/** Nothing is wrong. */
export function ok(check: string, cause: string): Finding {
  return { check, verdict: 'ok', cause };
}

/** Something does not work like this, such as the app or an alert. */
export function problem(check: string, cause: string, step: Step): Finding {
  return { check, verdict: 'problem', cause, ...told(step) };
}

/** Somebody should look at this. */
export function warning(check: string, cause: string, step: Step): Finding {
  return { check, verdict: 'warning', cause, ...told(step) };
}

/** It could not be looked at. */
export function notChecked(check: string, cause: string, next?: string): Finding {
  return { check, verdict: 'not checked', cause, ...(next === undefined ? {} : { next }) };
}

function told(step: Step): Pick<Finding, 'next' | 'command'> {
  return typeof step === 'string' ? { next: step } : { next: step.run, command: step.run };
}

/** Reasons that say nothing of the environment, only of who asks and how. */
const UNKNOWN = new Set([
  'interrupted',
  'no-answer',
  'no-credentials',
  'no-log',
  'not-allowed',
  'not-local',
  'not-logged-in',
  'service-fault',
  'throttled',
  'unknown-profile',
]);

/** The command in a next step, where it has one that mends. */
const COMMAND = /npx cdk deploy \w+/;

/** The finding that an error is. */
function findingOf(check: string, { rule, message, next }: OperatorError): Finding {
  const command = COMMAND.exec(next)?.[0];
  return UNKNOWN.has(rule)
    ? notChecked(check, message, next)
    : { ...problem(check, message, next), ...(command === undefined ? {} : { command }) };
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
