import { appLog } from '../../../lib/operator/services/app-log';
import { LoopbackServer } from '../../support/loopback-server';
import { clientOptions, leadClients } from '../support/client-environment';

const STREAMS = ['ecs/Main/1', 'another-app/Main/2'];
const asked: Readonly<Record<string, unknown>>[] = [];
const server = new LoopbackServer((_request, body, response) => {
  asked.push(JSON.parse(body.toString('utf8')));
  const logStreams = STREAMS.map((logStreamName) => ({ logStreamName, firstEventTimestamp: 1_780_000_000_000 }));
  response
    .writeHead(200, { 'content-type': 'application/x-amz-json-1.1' })
    .end(JSON.stringify({ logStreams, events: [] }));
});
const since = new Date('2026-06-01T12:00:00Z');
let restore: () => void;

beforeAll(async () => {
  await server.listen();
  restore = leadClients('AWS_ENDPOINT_URL_CLOUDWATCH_LOGS', server.origin);
});
beforeEach(() => {
  asked.length = 0;
});
afterAll(async () => {
  restore();
  await server.close();
});

test('of a group that holds others too, only the streams of the app are looked at', async () => {
  const log = await appLog(clientOptions());
  const group = { name: 'shared', streamPrefix: 'ecs/' };

  expect((await log.streams(group)).map(({ name }) => name)).toEqual(['ecs/Main/1']);
  await log.lines(group, { since, pattern: '"Secrets loaded"' });
  await log.activeStreams(group, since);
  expect(asked.slice(1)).toEqual([
    expect.objectContaining({ logGroupName: 'shared', logStreamNamePrefix: 'ecs/' }),
    expect.objectContaining({ logGroupName: 'shared', logStreamNamePrefix: 'ecs/' }),
  ]);
});

test('of a group of the app’s own, all', async () => {
  const log = await appLog(clientOptions());
  const group = { name: 'own' };

  expect((await log.streams(group)).map(({ name }) => name)).toEqual(STREAMS);
  await log.lines(group, { since, pattern: '"Secrets loaded"' });
  expect(asked.at(-1)).not.toHaveProperty('logStreamNamePrefix');
});
