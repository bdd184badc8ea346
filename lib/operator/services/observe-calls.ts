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
  'serviceArn',
  'service',
  'services',
  'logGroupName',
  'RoleName',
  'PolicyName',
  'PolicyArn',
  'SecretId',
  'StackName',
  'TopicArn',
];

type Handler = (args: { input: object }) => Promise<{ output: object; response: unknown }>;

/** The part of an SDK client that a call passes through. */
export interface Observable {
  readonly middlewareStack: {
    add(
      middleware: (next: Handler, context: { readonly clientName?: string; readonly commandName?: string }) => Handler,
      options: { readonly step: 'initialize'; readonly priority: 'high'; readonly name: string },
    ): void;
  };
}

/** Lets `onCall` see every call of `client`, with all its attempts as one. */
export function observeCalls({ middlewareStack }: Observable, onCall: CallObserver): void {
  middlewareStack.add(
    (next, { clientName = 'unknown', commandName = 'unknown' }) =>
      async (args) => {
        const start = performance.now();
        const ended = (outcome: string) =>
          onCall({
            service: clientName.replace(/Client$/, ''),
            operation: commandName.replace(/Command$/, ''),
            resources: resourcesIn(args.input),
            milliseconds: Math.round(performance.now() - start),
            outcome,
          });
        try {
          const answer = await next(args);
          ended('ok');
          return answer;
        } catch (error) {
          ended(error instanceof Error ? error.name : 'unknown');
          throw error;
        }
      },
    { step: 'initialize', priority: 'high', name: 'observeCalls' },
  );
}

function resourcesIn(input: object): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(input).flatMap(([name, value]) => {
      const named: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value;
      return RESOURCES.includes(name) && typeof named === 'string' ? [[name, named]] : [];
    }),
  );
}
