import { randomBytes } from 'node:crypto';
import { handle } from '../../lib/keeper/handler';
import { handler } from '../../lib/keeper/index';
import { Keeper } from './support/keeper';

beforeEach(() => {
  jest.spyOn(console, 'info').mockImplementation(() => undefined);
});
afterEach(() => jest.restoreAllMocks());

test('I1: without its configuration it names what is missing, and holds nothing of its environment', async () => {
  const environment = { AWS_SESSION_TOKEN: randomBytes(20).toString('hex') };
  const context = { getRemainingTimeInMillis: () => 1_000, awsRequestId: 'x' };
  const failure: unknown = await handle({}, context, environment).catch((error) => error);
  expect(String(failure)).toMatch(
    /the function is not configured: ENVIRONMENT_NAME, SECRET_NAME, .*; deploy the stack/,
  );
  expect(JSON.stringify(failure, Object.getOwnPropertyNames(failure))).not.toContain(environment.AWS_SESSION_TOKEN);
});

test('Lambda’s call takes the configuration of the process', async () => {
  const context = { getRemainingTimeInMillis: () => 1_000, awsRequestId: 'x' };
  await expect(handler({}, context)).rejects.toThrow('the function is not configured: ENVIRONMENT_NAME');
  jest.replaceProperty(process, 'env', { ...process.env, ...new Keeper().surroundings.settings });
  expect(await handler({}, context)).toMatchObject({ rule: 'unknown-request' });
});
