import { existsSync } from 'node:fs';
import { clientEnvironment, neutralEnvironment } from '../../emulator/client-environment';
import { temporaryFolder } from './support/fake-python';

const FOREIGN = ['AWS_PROFILE', 'AWS_SESSION_TOKEN', 'CDK_DEFAULT_ACCOUNT', 'HTTPS_PROXY', 'http_proxy', 'NO_PROXY'];

afterEach(() => {
  for (const name of FOREIGN) {
    delete process.env[name];
  }
});

test('leads to the emulator, with profile files that do not exist', () => {
  const {
    AWS_CONFIG_FILE = '',
    AWS_SHARED_CREDENTIALS_FILE = '',
    ...rest
  } = clientEnvironment('http://127.0.0.1:1', temporaryFolder());
  expect(existsSync(AWS_CONFIG_FILE)).toBe(false);
  expect(existsSync(AWS_SHARED_CREDENTIALS_FILE)).toBe(false);
  expect(rest).toEqual({
    AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: 'eu-west-1',
    AWS_DEFAULT_REGION: 'eu-west-1',
    AWS_EC2_METADATA_DISABLED: 'true',
  });
});

test.each(FOREIGN)('a command does not inherit %s', (name) => {
  process.env[name] = 'x';
  expect(neutralEnvironment()).not.toHaveProperty(name);
});

test('a command inherits the rest', () => {
  expect(neutralEnvironment()['PATH']).toBe(process.env['PATH']);
});
