import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { LoopbackServer } from '../../../emulator/loopback-server';
import { secretsManagerClient } from '../../../lib/keeper/secret/client';
import { inPlaceOfAws } from '../../support/in-place-of-aws';

let denials: number;
let requests: number;
let waits: unknown;
const pauses: number[] = [];

const server = new LoopbackServer((_, __, response) => {
  requests += 1;
  denials -= 1;
  const denied = { __type: 'AccessDeniedException', message: 'not yet' };
  response
    .writeHead(denials >= 0 ? 400 : 200, { 'content-type': 'application/x-amz-json-1.1' })
    .end(JSON.stringify(denials >= 0 ? denied : { VersionId: 'v', SecretString: '{}' }));
});
inPlaceOfAws(server);

/** @param pauseMs how far the clock is after each pause. */
async function read(deniedForMs: number, pauseMs = 0) {
  const start = Date.now();
  let waited = 0;
  const clock = jest.spyOn(Date, 'now').mockImplementation(() => start + waited);
  requests = 0;
  pauses.length = 0;
  const client = secretsManagerClient({
    deniedForMs,
    signal: new AbortController().signal,
    sleep: async (milliseconds) => {
      pauses.push(milliseconds);
      waited += pauseMs;
    },
  });
  try {
    return await client.send(new GetSecretValueCommand({ SecretId: 's' }));
  } finally {
    waits = [await client.config.maxAttempts(), client.config.requestHandler];
    client.destroy();
    clock.mockRestore();
  }
}

test('new permissions are waited for, at a deployment', async () => {
  denials = 3;
  expect(await read(60_000)).toMatchObject({ VersionId: 'v' });
  expect(pauses).toEqual([2_000, 2_000, 2_000]);
});

test('no try waits longer than ten seconds, three of them for a connection, and there are four', async () => {
  denials = 0;
  await read(0);
  const config = { connectionTimeout: 3_000, requestTimeout: 10_000, throwOnRequestTimeout: true };
  expect(waits).toMatchObject([4, { config }]);
});

test('and not for ever', async () => {
  denials = Number.POSITIVE_INFINITY;
  await expect(read(60_000, 30_000)).rejects.toMatchObject({ name: 'AccessDeniedException' });
  expect(requests).toBe(3);
});

test('an operator is told at once', async () => {
  denials = 1;
  await expect(read(0)).rejects.toMatchObject({ name: 'AccessDeniedException' });
  expect(pauses).toEqual([]);
});
