import {
  type CloudWatchLogsClient,
  type LogStream as Described,
  DescribeLogStreamsCommand,
  paginateDescribeLogStreams,
} from '@aws-sdk/client-cloudwatch-logs';
import { OperatorError } from '../operator-error';
import type { LogGroup } from './app-service';

/** The log of one instance. */
export interface LogStream {
  readonly name: string;
  readonly firstEventAt: Date;
}

/** Most that one answer holds. */
const PAGE = 50;
const MOST_PAGES = 20;

/** CloudWatch typically knows the time of a stream's last event within an hour. */
const LAG_MS = 3_600_000;

/**
 * The app's streams that have lines since then.
 * @throws OperatorError where the group holds more streams than are listed.
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogStreams.html
 */
export async function listedStreams(
  client: CloudWatchLogsClient,
  group: LogGroup,
  since: Date,
): Promise<readonly LogStream[]> {
  const { name, streamPrefix = '' } = group;
  const found: LogStream[] = [];
  // CloudWatch takes no prefix beside this order: the streams of others are listed too.
  const query = { logGroupName: name, orderBy: 'LastEventTime', descending: true, limit: PAGE } as const;
  let pages = 0;
  for await (const { logStreams = [] } of paginateDescribeLogStreams({ client }, query)) {
    pages += 1;
    if (pages > MOST_PAGES) {
      throw tooMuch(group, 'streams');
    }
    found.push(...logStreams.flatMap((stream) => toStream(stream) ?? []));
    const last = logStreams.at(-1)?.lastEventTimestamp;
    if (last !== undefined && last < since.getTime() - LAG_MS) {
      break;
    }
  }
  return found.filter((stream) => stream.name.startsWith(streamPrefix));
}

/**
 * The stream of that name.
 * @throws OperatorError where CloudWatch does not tell of it.
 */
export async function namedStream(client: CloudWatchLogsClient, group: LogGroup, name: string): Promise<LogStream> {
  // In the order of names, which is the default, the shortest that begins so comes first.
  const { logStreams = [] } = await client.send(
    new DescribeLogStreamsCommand({ logGroupName: group.name, logStreamNamePrefix: name, limit: 1 }),
  );
  const found = logStreams.flatMap((stream) => toStream(stream) ?? []).find((stream) => stream.name === name);
  if (found === undefined) {
    throw new OperatorError({
      rule: 'no-stream',
      reason: `${group.name} has lines of ${name}, and CloudWatch does not tell when that began: how old the instances that run are is not known`,
      next: 'try again in a minute',
    });
  }
  return found;
}

/** More is in the group than is read. */
export function tooMuch({ name }: LogGroup, what: 'lines' | 'streams'): OperatorError {
  return new OperatorError({
    rule: 'too-much-log',
    reason: `${name} holds more ${what} than are read, so which instances run is not known`,
    next: 'look at the log group in the CloudWatch console, or give the app a group of its own',
  });
}

function toStream({ logStreamName: name, firstEventTimestamp, creationTime }: Described): LogStream | undefined {
  const first = firstEventTimestamp ?? creationTime;
  return first === undefined || name === undefined ? undefined : { name, firstEventAt: new Date(first) };
}
