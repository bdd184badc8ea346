import { requestedPort } from '../../../emulator/local/local-port';

test.each([undefined, ''])('%p asks for no port in particular', (text) => {
  expect(requestedPort(text, 'npm run local')).toBeUndefined();
});

test.each(['1024', '4600', '65535'])('%s is a port', (text) => {
  expect(requestedPort(text, 'npm run local')).toBe(Number(text));
});

test.each(['80', '65536', '-1', '4566.5', '4e3', '0x1234', ' 4600', 'http'])('%p is refused by name', (text) => {
  expect(() => requestedPort(text, 'npm run local')).toThrow(
    `KAIZENCOACH_LOCAL_PORT must be a port between 1024 and 65535, got ${JSON.stringify(text)}`,
  );
});

test('the refusal shows the command that was given', () => {
  expect(() => requestedPort('80', 'npm run local:stop')).toThrow('KAIZENCOACH_LOCAL_PORT=4600 npm run local:stop');
});
