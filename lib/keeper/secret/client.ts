import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { isAccessDenied } from './service-faults';

const CONNECTION_TIMEOUT_MS = 3_000;
const REQUEST_TIMEOUT_MS = 10_000;
const SDK_ATTEMPTS = 4;
const DENIED_PAUSE_MS = 2_000;

/**
 * A client for Secrets Manager with bounded waits: four tries a request (the SDK's standard strategy, with jitter), ten
 * seconds a try.
 *
 * @param patience how long AccessDenied is retried, in milliseconds, counted over all requests of this client: new IAM
 * policies take a while until they are seen everywhere (IAM User Guide, "Changes that I make are not always immediately
 * visible").
 */
export function secretsManagerClient(patience: {
  readonly deniedForMs: number;
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly signal: AbortSignal;
}): SecretsManagerClient {
  const client = new SecretsManagerClient({
    maxAttempts: SDK_ATTEMPTS,
    requestHandler: {
      connectionTimeout: CONNECTION_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      throwOnRequestTimeout: true,
    },
  });
  const deadline = Date.now() + patience.deniedForMs;
  client.middlewareStack.add(
    (next) => async (args) => {
      for (;;) {
        try {
          return await next(args);
        } catch (error) {
          if (!isAccessDenied(error) || Date.now() >= deadline) {
            throw error;
          }
          await patience.sleep(DENIED_PAUSE_MS, patience.signal);
        }
      }
    },
    { step: 'initialize', name: 'waitForPolicies' },
  );
  return client;
}
