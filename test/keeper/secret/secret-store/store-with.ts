import { Readable } from 'node:stream';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SecretStore } from '../../../../lib/keeper/secret/secret-store';

/** A date as the service tells it, and as it is read. */
export const SECONDS = 1_780_272_000;
export const AT = new Date(SECONDS * 1_000);

export const { signal } = new AbortController();

/** What the client hands to its connection. */
interface Sent {
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

interface Call {
  readonly operation: string;
  readonly input: unknown;
  readonly isAbortable: boolean;
}

/** A store whose client gets these answers, one after the other; an answer with `__type` is an error. */
export function storeWith(...answers: readonly object[]): {
  readonly store: SecretStore;
  readonly calls: readonly Call[];
} {
  const calls: Call[] = [];
  const client = new SecretsManagerClient({
    region: 'eu-west-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    requestHandler: {
      handle: async ({ headers, body }: Sent, options?: { readonly abortSignal?: unknown }) => {
        calls.push({
          operation: String(headers['x-amz-target']).replace('secretsmanager.', ''),
          input: JSON.parse(new TextDecoder().decode(body)),
          isAbortable: options?.abortSignal === signal,
        });
        const answer = answers[calls.length - 1] ?? {};
        const response = {
          statusCode: '__type' in answer ? 400 : 200,
          headers: { 'content-type': 'application/x-amz-json-1.1' },
          body: Readable.from([Buffer.from(JSON.stringify(answer))]),
        };
        return { response };
      },
    },
  });
  return { store: new SecretStore(client, 'my-secret', false), calls };
}
