import { serverEnvironment } from '../../emulator/server-environment';

const settings = { port: 4600, stateDir: '/state', token: 'token', endsWithParent: false, enforcesIam: true };

afterEach(() => {
  delete process.env['HTTPS_PROXY'];
  delete process.env['AWS_PROFILE'];
});

test('inherits nothing but the search path', () => {
  process.env['HTTPS_PROXY'] = 'proxy';
  process.env['AWS_PROFILE'] = 'personal';
  const environment = serverEnvironment(settings);
  expect(environment).not.toHaveProperty('HTTPS_PROXY');
  expect(environment).not.toHaveProperty('AWS_PROFILE');
  expect(environment['PATH']).toContain(process.env['PATH']);
});

test('leaves the functions’ endpoint to the emulator, which knows its port', () => {
  expect(serverEnvironment(settings)).not.toHaveProperty('AWS_ENDPOINT_URL');
});

test('listens on the loopback address, at the port', () => {
  expect(serverEnvironment(settings)).toMatchObject({
    BIND_HOST: '127.0.0.1',
    MINISTACK_HOST: '127.0.0.1',
    GATEWAY_PORT: '4600',
    IOT_MTLS_ENABLED: '0',
    SFTP_ENABLED: '0',
  });
});

test('writes into its own folder only', () => {
  const { HOME, TMPDIR, STATE_DIR, S3_DATA_DIR } = serverEnvironment(settings);
  for (const folder of [HOME, TMPDIR, STATE_DIR, S3_DATA_DIR]) {
    expect(folder).toMatch(/^\/state/);
  }
});

test('watches its parent only where it should end with it', () => {
  expect(serverEnvironment(settings)).not.toHaveProperty('KAIZENCOACH_EMULATOR_PARENT');
  expect(serverEnvironment({ ...settings, endsWithParent: true })).toHaveProperty('KAIZENCOACH_EMULATOR_PARENT');
});

test('lets IAM decide, or not', () => {
  expect(serverEnvironment(settings)).toMatchObject({ AUTH: 'true' });
  expect(serverEnvironment({ ...settings, enforcesIam: false })).toMatchObject({ AUTH: 'false' });
});

test('has issuers where it should, its own or those of a test', () => {
  expect(Object.keys(serverEnvironment(settings)).filter((name) => name.includes('ISSUERS'))).toEqual([]);
  expect(serverEnvironment({ ...settings, hasIssuers: true })).toMatchObject({ KAIZENCOACH_EMULATOR_ISSUERS: '1' });
  const issuersEndpoint = 'http://127.0.0.1:4601';
  expect(serverEnvironment({ ...settings, issuersEndpoint })).toMatchObject({ ISSUERS_ENDPOINT: issuersEndpoint });
});
