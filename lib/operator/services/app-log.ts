import {
  CloudWatchLogsClient,
  DescribeLogStreamsCommand,
  paginateFilterLogEvents,
} from '@aws-sdk/client-cloudwatch-logs';
import type { AppService } from './app-runner';
import { type ClientOptions, client } from './client-options';
import { isNamed, serviceError } from './service-error';

/** A line of the app's log. */
export interface LogLine {
  readonly stream: string;
  readonly at: Date;
  readonly text: string;
}

/** The log of one instance. */
export interface LogStream {
  readonly name: string;
  readonly firstEventAt: Date;
}

/** `application`: what the app prints. `service`: what App Runner says of deployments. */
export type LogKind = 'application' | 'service';

/** The log groups that App Runner keeps for a service. */
export interface AppLog {
  /** Lines since `since` that match a CloudWatch filter pattern; none where the group does not exist yet. */
  lines(
    service: AppService,
    kind: LogKind,
    search: { readonly since: Date; readonly pattern: string },
  ): Promise<readonly LogLine[]>;
  /** Names of the app's streams that have lines since then. */
  activeStreams(service: AppService, since: Date): Promise<ReadonlySet<string>>;
  /** The streams with the newest events. */
  streams(service: AppService): Promise<readonly LogStream[]>;
}

/** More lines than this say nothing new. */
const MOST_LINES = 2_000;

/** CloudWatch gives up to 10 000 lines a page. */
const MOST_PAGES = 20;

/** Most that one DescribeLogStreams gives; a service has at most 25 instances. */
const MOST_STREAMS = 50;

/** CloudWatch Logs itself. */
export async function appLog(options: ClientOptions): Promise<AppLog> {
  const logs = await client((settings) => new CloudWatchLogsClient(settings), options);
  return {
    lines: async (service, kind, { since, pattern }) => {
      const found: LogLine[] = [];
      const query = { logGroupName: logGroup(service, kind), startTime: since.getTime(), filterPattern: pattern };
      await unlessAbsent(service, 'logs:FilterLogEvents', async () => {
        for await (const { events = [] } of paginateFilterLogEvents({ client: logs }, query)) {
          found.push(
            ...events.map(({ logStreamName: stream = '', timestamp = 0, message: text = '' }) => ({
              stream,
              at: new Date(timestamp),
              text,
            })),
          );
          if (found.length >= MOST_LINES) {
            break;
          }
        }
      });
      return found;
    },
    activeStreams: async (service, since) => {
      const query = { logGroupName: logGroup(service, 'application'), startTime: since.getTime() };
      const found = new Set<string>();
      await unlessAbsent(service, 'logs:FilterLogEvents', async () => {
        let pages = 0;
        for await (const { events = [] } of paginateFilterLogEvents({ client: logs }, query)) {
          for (const { logStreamName } of events) {
            found.add(logStreamName ?? '');
          }
          pages += 1;
          if (pages >= MOST_PAGES) {
            break;
          }
        }
      });
      return found;
    },
    streams: async (service) => {
      const found: LogStream[] = [];
      await unlessAbsent(service, 'logs:DescribeLogStreams', async () => {
        const { logStreams = [] } = await logs.send(
          new DescribeLogStreamsCommand({
            logGroupName: logGroup(service, 'application'),
            orderBy: 'LastEventTime',
            descending: true,
            limit: MOST_STREAMS,
          }),
        );
        found.push(
          ...logStreams.flatMap(({ logStreamName, firstEventTimestamp, creationTime }) => {
            const first = firstEventTimestamp ?? creationTime;
            return logStreamName === undefined || first === undefined
              ? []
              : [{ name: logStreamName, firstEventAt: new Date(first) }];
          }),
        );
      });
      return found;
    },
  };
}

/** Name of a log group of the service. */
export function logGroup({ name, id }: AppService, kind: LogKind): string {
  return `/aws/apprunner/${name}/${id}/${kind}`;
}

async function unlessAbsent({ name }: AppService, permission: string, read: () => Promise<void>): Promise<void> {
  try {
    await read();
  } catch (error) {
    if (!isNamed(error, 'ResourceNotFoundException')) {
      throw serviceError(error, `reading the log of ${name}`, `${permission} on /aws/apprunner/${name}/*`);
    }
  }
}
