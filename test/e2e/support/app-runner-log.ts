import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { clientConfiguration } from '../../../emulator/client-environment';
import type { AppRunnerService } from './app-runner-service';

/** The log that App Runner keeps of the app, on the emulator: one stream for each instance. */
export class AppRunnerLog {
  readonly #client: CloudWatchLogsClient;
  readonly #group: string;

  private constructor(client: CloudWatchLogsClient, group: string) {
    this.#client = client;
    this.#group = group;
  }

  static async of({ name, id }: AppRunnerService, endpoint: string): Promise<AppRunnerLog> {
    const client = new CloudWatchLogsClient(clientConfiguration(endpoint));
    for (const kind of ['application', 'service']) {
      await client.send(new CreateLogGroupCommand({ logGroupName: `/aws/apprunner/${name}/${id}/${kind}` }));
    }
    return new AppRunnerLog(client, `/aws/apprunner/${name}/${id}/application`);
  }

  /** A new instance prints. */
  async print(instance: string, ...messages: readonly string[]): Promise<void> {
    const logStreamName = `instance/${instance}`;
    const stream = { logGroupName: this.#group, logStreamName };
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
