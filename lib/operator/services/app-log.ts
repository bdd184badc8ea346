import {
  CloudWatchLogsClient,
  DescribeLogStreamsCommand,
  paginateFilterLogEvents,
} from '@aws-sdk/client-cloudwatch-logs';
import type { LogGroup } from './app-service';
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

/** The log groups of a service; one that does not exist yet is empty. */
export interface AppLog {
  /** Lines since `since` that match a CloudWatch filter pattern. */
  lines(group: LogGroup, search: { readonly since: Date; readonly pattern: string }): Promise<readonly LogLine[]>;
  /** Names of the streams that have lines since then. */
  activeStreams(group: LogGroup, since: Date): Promise<ReadonlySet<string>>;
  /** The streams with the newest events. */
  streams(group: LogGroup): Promise<readonly LogStream[]>;
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
    lines: async (group, { since, pattern }) => {
      const found: LogLine[] = [];
      const query = { ...eventsOf(group), startTime: since.getTime(), filterPattern: pattern };
      await unlessAbsent(group, 'logs:FilterLogEvents', async () => {
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
    activeStreams: async (group, since) => {
      const query = { ...eventsOf(group), startTime: since.getTime() };
      const found = new Set<string>();
      await unlessAbsent(group, 'logs:FilterLogEvents', async () => {
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
    streams: async (group) => {
      const found: LogStream[] = [];
      const { name, streamPrefix = '' } = group;
      await unlessAbsent(group, 'logs:DescribeLogStreams', async () => {
        // CloudWatch takes no prefix beside this order.
        const { logStreams = [] } = await logs.send(
          new DescribeLogStreamsCommand({
            logGroupName: name,
            orderBy: 'LastEventTime',
            descending: true,
            limit: MOST_STREAMS,
          }),
        );
        found.push(
          ...logStreams.flatMap(({ logStreamName, firstEventTimestamp, creationTime }) => {
            const first = firstEventTimestamp ?? creationTime;
            return first !== undefined && logStreamName?.startsWith(streamPrefix)
              ? [{ name: logStreamName, firstEventAt: new Date(first) }]
              : [];
          }),
        );
      });
      return found;
    },
  };
}

function eventsOf({ name, streamPrefix }: LogGroup) {
  return { logGroupName: name, ...(streamPrefix === undefined ? {} : { logStreamNamePrefix: streamPrefix }) };
}

async function unlessAbsent({ name }: LogGroup, permission: string, read: () => Promise<void>): Promise<void> {
  try {
    await read();
  } catch (error) {
    if (!isNamed(error, 'ResourceNotFoundException')) {
      throw serviceError(error, 'reading the log of the app', `${permission} on ${name}`);
    }
  }
}
