import type { ValidationContext } from './catalogue-key';
import { malformed, VALID, type Verdict } from './verdict';

/** The GCP project id of this very environment. */
export function gcpProjectOfEnvironment(value: unknown, context: ValidationContext): Verdict {
  return value === context.gcpProject
    ? VALID
    : malformed(`must be ${context.gcpProject}, the GCP project of this environment`);
}
