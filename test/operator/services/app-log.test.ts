import { LoopbackServer } from '../../../emulator/loopback-server';
import { appLog } from '../../../lib/operator/services/app-log';
import { inPlaceOfAws } from '../../support/in-place-of-aws';
import { clientOptions } from '../support/client-environment';

interface Asked {
  readonly limit?: number;
  readonly nextToken?: string;
  readonly startFromHead?: boolean;
  readonly filterPattern?: string;
}

/** Lines of the log, a page each, as CloudWatch has them: oldest first. */
let pages: readonly (readonly { logStreamName: string; timestamp: number; message: string }[])[] = [];
let asked: Asked[] = [];

inPlaceOfAws(
  new LoopbackServer((_request, body, response) => {
    const query: Asked = JSON.parse(body.toString('utf8'));
    asked.push(query);
    const ordered = query.startFromHead === false ? pages.toReversed().map((page) => page.toReversed()) : pages;
    const page = Number(query.nextToken?.slice('page '.length) ?? 0);
    const more = page + 1 < ordered.length ? { nextToken: `page ${page + 1}` } : {};
    response
      .writeHead(200, { 'content-type': 'application/x-amz-json-1.1' })
      .end(JSON.stringify({ events: ordered[page] ?? [], ...more }));
  }),
);

const group = { name: 'own' };
const since = new Date('2026-06-01T12:00:00Z');
const minute = (minutes: number, message: string) => ({
  logStreamName: 'i',
  timestamp: since.getTime() + minutes * 60_000,
  message,
});

beforeEach(() => {
  asked = [];
  pages = [];
});

test.each([
  ['of a group that holds others too, of the app alone', { name: 'shared', streamPrefix: 'ecs/' }, 'ecs/'],
  ['of a group of the app’s own, of all', group, undefined],
])('lines are asked for %s', async (_, { name, ...streams }, prefix) => {
  const log = await appLog(clientOptions());
  await log.lines({ name, ...streams }, { since, pattern: '"Secrets loaded"' });
  await log.activeStreams({ name, ...streams }, since);

  const common = { logGroupName: name, startTime: since.getTime(), logStreamNamePrefix: prefix };
  expect(asked).toEqual([expect.objectContaining({ filterPattern: '"Secrets loaded"' }), expect.anything()]);
  expect(asked.map((query) => ({ logStreamNamePrefix: undefined, ...query }))).toEqual([
    expect.objectContaining(common),
    expect.objectContaining(common),
  ]);
});

test('all lines are read, however many, oldest first', async () => {
  pages = [Array.from({ length: 2_500 }, (_, index) => minute(index / 1_000, 'loaded')), [], [minute(9, 'last')]];
  const lines = await (await appLog(clientOptions())).lines(group, { since, pattern: 'x' });

  expect(lines).toHaveLength(2_501);
  expect(lines.at(-1)).toEqual({ stream: 'i', at: new Date(since.getTime() + 9 * 60_000), text: 'last' });
});

test('the newest are looked for from the end, until there are enough', async () => {
  pages = [[minute(1, 'long ago')], [minute(2, 'a'), minute(3, 'b')], [], [minute(4, 'c')]];
  const lines = await (await appLog(clientOptions())).lines(group, { since, pattern: 'x', newest: 2 });

  expect(lines.map(({ text }) => text)).toEqual(['a', 'b', 'c']);
  expect(asked).toHaveLength(3);
});

test('streams that have lines since then, on whatever page', async () => {
  pages = [[minute(1, 'x')], [], [{ ...minute(2, 'y'), logStreamName: 'j' }]];

  expect(await (await appLog(clientOptions())).activeStreams(group, since)).toEqual(new Set(['i', 'j']));
});

test('which streams have lines is not guessed where there are too many of them to read', async () => {
  pages = Array.from({ length: 101 }, () => [minute(1, 'x')]);

  await expect((await appLog(clientOptions())).activeStreams(group, since)).rejects.toMatchObject({
    rule: 'too-much-log',
    message: expect.stringContaining('which instances run is not known'),
  });
});
