import { SNSClient } from '@aws-sdk/client-sns';
import { LoopbackServer } from '../../../emulator/loopback-server';
import { publisher } from '../../../lib/keeper/reporting/publish';

const environment = { ...process.env };
const server = new LoopbackServer(() => time.abort());
let time: AbortController;

beforeAll(async () => {
  await server.listen();
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: server.origin,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  });
});
afterAll(async () => {
  await server.close();
  process.env = environment;
});
beforeEach(() => {
  time = new AbortController();
});
afterEach(() => jest.restoreAllMocks());

test('a topic that does not answer is waited for no longer than there is time, nor than ten seconds a try', async () => {
  const closed = jest.spyOn(SNSClient.prototype, 'destroy');
  const publish = publisher('arn:aws:sns:eu-west-1:000000000000:topic', time.signal);
  await expect(publish({ subject: 's', text: 't' })).rejects.toMatchObject({ name: 'AbortError' });
  const config = { connectionTimeout: 3_000, requestTimeout: 10_000, throwOnRequestTimeout: true };
  expect(closed.mock.contexts).toMatchObject([{ config: { requestHandler: { config } } }]);
});
