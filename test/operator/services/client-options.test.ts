import { client } from '../../../lib/operator/services/client-options';
import type { Call } from '../../../lib/operator/services/observe-calls';

class PingCommand {
  readonly input = { FunctionName: 'a-function', Payload: 's3cret', TopicArn: 7 };
}

class PingClient {
  readonly config: { region: string | (() => Promise<string>) };
  readonly sent: unknown[][] = [];

  constructor(region: string | (() => Promise<string>)) {
    this.config = { region };
  }

  async send(...given: unknown[]): Promise<string> {
    this.sent.push(given);
    return 'pong';
  }
}

const none = async (): Promise<string> => {
  throw new Error('Region is missing');
};
const interrupted = new AbortController().signal;

function made(environment: NodeJS.ProcessEnv, profile: string | (() => Promise<string>), calls: Call[] = []) {
  const options = { environment, interrupted, onCall: (call: Call) => calls.push(call) };
  return client(({ region }) => new PingClient(region ?? profile), options);
}

test.each([
  ['AWS_REGION', { AWS_REGION: 'a', AWS_DEFAULT_REGION: 'b' }, 'c', 'a'],
  ['AWS_DEFAULT_REGION', { AWS_DEFAULT_REGION: 'b' }, 'c', 'b'],
  ['an empty AWS_REGION counts for nothing', { AWS_REGION: '' }, 'c', 'c'],
  ['the profile', {}, 'c', 'c'],
  ['nothing: the environments’ own', {}, none, 'eu-west-1'],
])('Region of %s', async (_, environment, profile, region) => {
  expect((await made(environment, profile)).config.region).toBe(region);
});

test('calls are seen by name and resource, never by what they carry, and end on Ctrl-C', async () => {
  const calls: Call[] = [];
  const ping = await made({}, 'a', calls);

  expect(await ping.send(new PingCommand())).toBe('pong');
  expect(calls).toEqual([
    {
      service: 'Ping',
      operation: 'Ping',
      resources: { FunctionName: 'a-function' },
      milliseconds: expect.any(Number),
      outcome: 'ok',
    },
  ]);
  expect(ping.sent).toEqual([[expect.any(PingCommand), { abortSignal: interrupted }]]);
});
