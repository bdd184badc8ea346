import { LoopbackServer } from '../../../emulator/loopback-server';
import { appLog } from '../../../lib/operator/services/app-log';
import { inPlaceOfAws } from '../../support/in-place-of-aws';
import { clientOptions } from '../support/client-environment';

interface Stream {
  readonly logStreamName: string;
  readonly firstEventTimestamp?: number;
  readonly creationTime?: number;
  readonly lastEventTimestamp?: number;
}

const NOW = Date.parse('2026-06-01T12:00:00Z');
const minutesAgo = (minutes: number) => NOW - minutes * 60_000;
const stream = (logStreamName: string, began: number, printed: number): Stream => ({
  logStreamName,
  firstEventTimestamp: minutesAgo(began),
  lastEventTimestamp: minutesAgo(printed),
});
const others = (count: number, printed = 1) =>
  Array.from({ length: count }, (_, index) => stream(`another/Main/${index}`, 500, printed));

/** The streams of the group. */
let streams: readonly Stream[] = [];
let looks = 0;

/** Answers as CloudWatch does, which takes no prefix beside the order of time. */
inPlaceOfAws(
  new LoopbackServer((_request, body, response) => {
    const query = JSON.parse(body.toString('utf8'));
    const byTime = query.orderBy === 'LastEventTime';
    looks += 1;
    const { logStreamNamePrefix: prefix = '' } = query;
    const found = byTime
      ? streams.toSorted((one, other) => (other.lastEventTimestamp ?? 0) - (one.lastEventTimestamp ?? 0))
      : streams
          .filter(({ logStreamName }) => logStreamName.startsWith(prefix))
          .toSorted((one, other) => (one.logStreamName < other.logStreamName ? -1 : 1));
    const start = Number(query.nextToken ?? 0);
    const end = start + query.limit;
    const more = end < found.length ? { nextToken: String(end) } : {};
    response
      .writeHead(byTime && query.logStreamNamePrefix ? 400 : 200, { 'content-type': 'application/x-amz-json-1.1' })
      .end(JSON.stringify({ logStreams: found.slice(start, end), ...more }));
  }),
);

const GROUP = { name: 'shared', streamPrefix: 'ecs/' };
const since = new Date(minutesAgo(60));
const of = async (wanted: { names?: readonly string[]; since?: Date }) =>
  (await appLog(clientOptions())).streams(GROUP, { ...wanted, names: new Set(wanted.names) });

beforeEach(() => {
  looks = 0;
});

test('of a group that holds others too, only the streams of the app', async () => {
  streams = [stream('ecs/Main/1', 58, 1), ...others(3)];

  expect(await of({ since })).toEqual([{ name: 'ecs/Main/1', firstEventAt: new Date(minutesAgo(58)) }]);
});

test('a stream that is named is found behind however many of others, and no other with it', async () => {
  streams = [...others(120), stream('ecs/Main/1', 5_000, 40), stream('ecs/Main/12', 5, 1)];

  expect(await of({ names: ['ecs/Main/1'] })).toEqual([
    { name: 'ecs/Main/1', firstEventAt: new Date(minutesAgo(5_000)) },
  ]);
  expect(looks).toBe(1);
});

test('CloudWatch knows the time of a stream’s last event an hour late: as much further back is listed', async () => {
  streams = [...others(50, 90), stream('ecs/Main/1', 100, 100), ...others(100, 130)];

  expect((await of({ since })).map(({ name }) => name)).toEqual(['ecs/Main/1']);
  expect(looks).toBe(2);
});

test('a stream of which CloudWatch has seen no event yet began when it was made', async () => {
  streams = [{ logStreamName: 'ecs/Main/1', creationTime: minutesAgo(3) }];

  expect(await of({ names: ['ecs/Main/1'] })).toEqual([{ name: 'ecs/Main/1', firstEventAt: new Date(minutesAgo(3)) }]);
});

test('a stream that is both listed and named is one', async () => {
  streams = [stream('ecs/Main/1', 58, 1)];

  expect(await of({ names: ['ecs/Main/1'], since })).toHaveLength(1);
});

test.each([
  [
    'a stream is named that CloudWatch does not list',
    [stream('ecs/Main/12', 5, 1)],
    { names: ['ecs/Main/1'] },
    'how old the instances that run are',
  ],
  ['there are too many to list', others(1_001), { since }, 'which instances run'],
])('where %s, that is not known', async (_, held, wanted, message) => {
  streams = held;

  await expect(of(wanted)).rejects.toMatchObject({ message: expect.stringContaining(`${message} is not known`) });
});
