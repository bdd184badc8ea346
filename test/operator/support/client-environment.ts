import type { ClientOptions } from '../../../lib/operator/services/client-options';

/** Lets the SDK's clients call `origin`, by the variable of that name, until the function that it gives is called. */
export function leadClients(variable: string, origin: string): () => void {
  const before = { ...process.env };
  Object.assign(process.env, { [variable]: origin, AWS_REGION: 'eu-west-1' });
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' });
  return () => {
    process.env = before;
  };
}

/** Options of clients that nobody observes or interrupts. */
export function clientOptions(): ClientOptions {
  return { environment: process.env, onCall: () => undefined, interrupted: new AbortController().signal };
}
