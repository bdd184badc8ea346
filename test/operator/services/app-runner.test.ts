import { LoopbackServer } from '../../../emulator/loopback-server';
import { appRunner } from '../../../lib/operator/services/app-runner';

// What the emulator answers to a service that it does not have.
const server = new LoopbackServer((_request, _body, response) => {
  response.writeHead(400, { 'Content-Type': 'application/json' }).end('{}');
});
const before = { ...process.env };

beforeAll(async () => {
  await server.listen();
  Object.assign(process.env, { AWS_ENDPOINT_URL: server.origin, AWS_REGION: 'eu-west-1' });
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' });
});
afterAll(async () => {
  process.env = before;
  await server.close();
});

test('the local AWS has no App Runner, and nobody is told to try again', async () => {
  const options = { environment: process.env, onCall: () => undefined, interrupted: new AbortController().signal };
  const runner = await appRunner(options);

  await expect(runner.find('staging-kaizencoach-service')).rejects.toMatchObject({
    rule: 'not-local',
    message: expect.stringContaining('the local AWS has no App Runner'),
    next: expect.not.stringContaining('again in a minute'),
  });
});
