import { SNSClient } from '@aws-sdk/client-sns';
import { LoopbackServer } from '../../../emulator/loopback-server';
import { publisher } from '../../../lib/keeper/reporting/publish';
import { inPlaceOfAws } from '../../support/in-place-of-aws';

const server = new LoopbackServer(() => time.abort());
let time: AbortController;

inPlaceOfAws(server);
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
