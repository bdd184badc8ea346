import { performance } from 'node:perf_hooks';

/** One call to an AWS service: what was asked of which resource, never what it carried. */
export interface Call {
  readonly service: string;
  readonly operation: string;
  /** Parameters that name a resource. */
  readonly resources: Readonly<Record<string, string>>;
  readonly milliseconds: number;
  /** `ok`, or the name of the error. */
  readonly outcome: string;
}

/** Gets every call when it has ended. */
export type CallObserver = (call: Call) => void;

/** Parameters that name a resource and hold nothing else. */
const RESOURCES = [
  'FunctionName',
  'ServiceArn',
  'logGroupName',
  'RoleName',
  'PolicyName',
  'PolicyArn',
  'SecretId',
  'StackName',
  'TopicArn',
];

/** An SDK client, as far as this file knows it. */
interface Sender {
  send(command: unknown, options?: unknown): unknown;
}

/** Lets `onCall` see every call of `client`, those of its paginators included, and `signal` end them. */
export function observeCalls<C extends Sender>(client: C, onCall: CallObserver, signal?: AbortSignal): C {
  const sdk: Sender = client;
  const send = sdk.send.bind(client);
  const service = client.constructor.name.replace(/Client$/, '');
  const options = signal === undefined ? [] : [{ abortSignal: signal }];
  sdk.send = async (command) => {
    const start = performance.now();
    const ended = (outcome: string) =>
      onCall({ service, ...described(command), milliseconds: Math.round(performance.now() - start), outcome });
    try {
      const answer = await send(command, ...options);
      ended('ok');
      return answer;
    } catch (error) {
      ended(error instanceof Error ? error.name : 'unknown');
      throw error;
    }
  };
  return client;
}

function described(sent: unknown): Pick<Call, 'operation' | 'resources'> {
  if (typeof sent !== 'object' || sent === null) {
    return { operation: 'unknown', resources: {} };
  }
  const input: unknown = 'input' in sent ? sent.input : {};
  const named = Object.entries(input ?? {}).filter(
    ([name, value]) => RESOURCES.includes(name) && typeof value === 'string',
  );
  return { operation: sent.constructor.name.replace(/Command$/, ''), resources: Object.fromEntries(named) };
}
