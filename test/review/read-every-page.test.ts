import { createServer, type Server } from 'node:http';
import { accessReaders } from '../../lib/review/deployed/read-access';

const DEPLOYED = {
  account: '111122223333',
  region: 'eu-west-1',
  stackId: 'stack',
  template: {},
  physicalIds: new Map([['Key', '1234']]),
  types: new Map([['Key', 'AWS::KMS::Key']]),
};
const grantTo = (GranteePrincipal: string) => ({ GranteePrincipal, Operations: ['Decrypt'] });

/** What the service says. The second page has what somebody hid behind many others. */
const ANSWERS: Readonly<Record<string, (asked: string) => object>> = {
  GetKeyPolicy: () => ({ Policy: '{"Statement":[]}' }),
  DescribeKey: () => ({ KeyMetadata: { KeyId: '1234', Enabled: true } }),
  ListGrants: (asked) =>
    asked.includes('second')
      ? { Grants: [grantTo('hidden')], Truncated: false }
      : { Grants: [grantTo('known')], Truncated: true, NextMarker: 'second' },
};

let server: Server;
const before = process.env;
beforeAll(async () => {
  server = createServer(async (request, response) => {
    let asked = '';
    for await (const part of request) {
      asked += String(part);
    }
    const operation = String(request.headers['x-amz-target']).replace(/^.*\./, '');
    response.setHeader('content-type', 'application/x-amz-json-1.1');
    response.end(JSON.stringify(ANSWERS[operation]?.(asked) ?? {}));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  process.env = {
    ...before,
    AWS_ENDPOINT_URL_KMS: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  };
});
afterAll(async () => {
  process.env = before;
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
});

test('a grant on the second page is read too', async () => {
  const reader = accessReaders('eu-west-1').find(({ what }) => what === 'the key’s policy and grants');
  expect(JSON.stringify(await reader?.read(DEPLOYED))).toMatch(/known.*hidden/);
});
