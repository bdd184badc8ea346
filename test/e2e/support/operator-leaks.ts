import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  paginateFilterLogEvents,
} from '@aws-sdk/client-cloudwatch-logs';
import { clientConfiguration } from '../../../emulator/client-environment';
import { spellingsOf } from './canary';
import type { OperatorBinary } from './operator-binary';

/** Names of the places in which a value shows, among everything that the program's runs left. */
export async function leaks(
  values: ReadonlySet<string>,
  binary: OperatorBinary,
  endpoint: string,
): Promise<readonly string[]> {
  const spellings = [...values].flatMap(spellingsOf);
  const shows = (text: string) => spellings.some((spelling) => text.includes(spelling));
  const places: readonly (readonly [string, string])[] = [
    ...binary.runs.flatMap(({ line, stdout, stderr, processes }) => [
      [`stdout of ${line}`, stdout] as const,
      [`stderr of ${line}`, stderr] as const,
      [`processes of ${line}`, processes] as const,
    ]),
    ['files left behind', binary.files()],
    ['logs', await logs(endpoint)],
  ];
  return places.flatMap(([name, text]) => (shows(text) ? [name] : []));
}

/** Every line of every log group but the app's own, in which tests let it print what it should not. */
export async function logs(endpoint: string): Promise<string> {
  const client = new CloudWatchLogsClient(clientConfiguration(endpoint));
  const { logGroups = [] } = await client.send(new DescribeLogGroupsCommand({}));
  const lines: string[] = [];
  for (const { logGroupName } of logGroups.filter(
    ({ logGroupName = '' }) => !/^\/aws\/(apprunner|ecs)\//.test(logGroupName),
  )) {
    for await (const { events = [] } of paginateFilterLogEvents({ client }, { logGroupName })) {
      lines.push(...events.map(({ message }) => message ?? ''));
    }
  }
  return lines.join('\n');
}
