import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { clientConfiguration } from '../../../emulator/client-environment';
import type { RuntimeStandIn } from '../../support/runtime-stand-in';

/** The log that a runtime keeps of the app, on the emulator: one stream for each instance. */
export class RuntimeLog {
  readonly #client: CloudWatchLogsClient;
  readonly #runtime: RuntimeStandIn;

  private constructor(client: CloudWatchLogsClient, runtime: RuntimeStandIn) {
    this.#client = client;
    this.#runtime = runtime;
  }

  static async of(runtime: RuntimeStandIn, endpoint: string): Promise<RuntimeLog> {
    const client = new CloudWatchLogsClient(clientConfiguration(endpoint));
    for (const logGroupName of runtime.logGroups) {
      await client.send(new CreateLogGroupCommand({ logGroupName }));
    }
    return new RuntimeLog(client, runtime);
  }

  /** A new instance prints. */
  async print(instance: string, ...messages: readonly string[]): Promise<void> {
    const stream = { logGroupName: this.#runtime.logGroups[0], logStreamName: this.#runtime.streamOf(instance) };
    await this.#client.send(new CreateLogStreamCommand(stream)).catch(() => undefined);
    const logEvents = messages.map((message) => ({ timestamp: Date.now(), message }));
    await this.#client.send(new PutLogEventsCommand({ ...stream, logEvents }));
  }

  /** A new instance says that it has loaded a client id, as the app does. */
  async loaded(instance: string, clientId: string): Promise<void> {
    await this.print(
      instance,
      'Starting gunicorn 21.2.0',
      `✅ Secrets loaded - STRAVA_CLIENT_ID: ${clientId.slice(0, 8)}...`,
    );
  }
}
