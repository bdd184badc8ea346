import type { Call } from './caller';
import type { As, Deployed, Step } from './scenario';

/** A call, spelled as in the AWS SDK for Python. */
export function call(service: string, operation: string, parameters: Readonly<Record<string, unknown>> = {}): Call {
  return { service, operation, parameters };
}

/** A step that must be denied. */
export function denied(as: As, make: (deployed: Deployed) => Call): Step {
  return { as, call: make, outcome: 'denied' };
}

/** A step that must be let through. */
export function allowed(as: As, make: (deployed: Deployed) => Call): Step {
  return { as, call: make, outcome: 'allowed' };
}

/** The call by which boto3 reads a value. */
export const readValue = ({ secretName }: Deployed): Call =>
  call('secretsmanager', 'get_secret_value', { SecretId: secretName });

/** A policy document as text. */
export function policyText(...Statement: readonly object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement });
}
