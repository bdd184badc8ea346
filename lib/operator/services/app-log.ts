import { CloudWatchLogsClient, type FilteredLogEvent, paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import type { LogGroup } from './app-service';
import { type ClientOptions, client } from './client-options';
import { type LogStream, listedStreams, namedStream, tooMuch } from './log-streams';
import { isNamed, serviceError } from './service-error';

/** A line of the app's log. */
export interface LogLine {
  readonly stream: string;
  readonly at: Date;
  readonly text: string;
}

/** Which lines are looked for. */
export interface Search {
  readonly since: Date;
  /** A filter pattern of CloudWatch. */
  readonly pattern: string;
  /** Look from the end, until there are at least so many. @default - all are read */
  readonly newest?: number;
}

/** The log groups of a service; one that does not exist yet is empty. */
export interface AppLog {
  /** Lines that match, oldest first. */
  lines(group: LogGroup, search: Search): Promise<readonly LogLine[]>;
  /**
   * Names of the streams that have lines since then.
   * @throws OperatorError where there are more lines than are read.
   */
  activeStreams(group: LogGroup, since: Date): Promise<ReadonlySet<string>>;
  /**
   * The streams of these names, and those that CloudWatch lists as having lines since then.
   * @throws OperatorError where one is not known, or there are more than are read.
   */
  streams(
    group: LogGroup,
    wanted: { readonly names: ReadonlySet<string>; readonly since?: Date | undefined },
  ): Promise<readonly LogStream[]>;
}

/** CloudWatch gives up to 10 000 lines a page, and may give an empty one. */
const MOST_PAGES = 100;

/** CloudWatch Logs itself. */
export async function appLog(options: ClientOptions): Promise<AppLog> {
  const logs = await client((settings) => new CloudWatchLogsClient(settings), options);
  return {
    lines: async (group, { since, pattern, newest }) => {
      const found: LogLine[] = [];
      const query = {
        ...eventsOf(group, since),
        filterPattern: pattern,
        ...(newest === undefined ? {} : { startFromHead: false }),
      };
      await unlessAbsent(group, 'logs:FilterLogEvents', async () => {
        for await (const { events = [] } of paginateFilterLogEvents({ client: logs }, query)) {
          found.push(...events.map(toLine));
          if (found.length >= (newest ?? Number.POSITIVE_INFINITY)) {
            break;
          }
        }
      });
      return newest === undefined ? found : found.toReversed();
    },
    activeStreams: async (group, since) => {
      const found = new Set<string>();
      await unlessAbsent(group, 'logs:FilterLogEvents', async () => {
        let pages = 0;
        for await (const { events = [] } of paginateFilterLogEvents({ client: logs }, eventsOf(group, since))) {
          pages += 1;
          if (pages > MOST_PAGES) {
            throw tooMuch(group, 'lines');
          }
          for (const { logStreamName = '' } of events) {
            found.add(logStreamName);
          }
        }
      });
      return found;
    },
    streams: async (group, { names, since }) => {
      const found: LogStream[] = [];
      await unlessAbsent(group, 'logs:DescribeLogStreams', async () => {
        found.push(...(since === undefined ? [] : await listedStreams(logs, group, since)));
        const listed = new Set(found.map(({ name }) => name));
        for (const name of [...names].filter((named) => !listed.has(named))) {
          found.push(await namedStream(logs, group, name));
        }
      });
      return found;
    },
  };
}

function eventsOf({ name, streamPrefix }: LogGroup, since: Date) {
  const prefix = streamPrefix === undefined ? {} : { logStreamNamePrefix: streamPrefix };
  return { logGroupName: name, ...prefix, startTime: since.getTime() };
}

function toLine({ logStreamName: stream = '', timestamp = 0, message: text = '' }: FilteredLogEvent): LogLine {
  return { stream, at: new Date(timestamp), text };
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
