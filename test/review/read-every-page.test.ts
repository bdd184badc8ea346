import { LoopbackServer } from '../../emulator/loopback-server';
import { readersOf } from '../../lib/review/deployed/readers';
import { inPlaceOfAws } from '../support/in-place-of-aws';
import { deployedStack } from './deployed/deployed-stack';

const DEPLOYED = deployedStack({ Key: ['AWS::KMS::Key', '1234'] });
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

inPlaceOfAws(
  new LoopbackServer((request, body, response) => {
    const operation = String(request.headers['x-amz-target']).replace(/^.*\./, '');
    response.setHeader('content-type', 'application/x-amz-json-1.1');
    response.end(JSON.stringify(ANSWERS[operation]?.(body.toString()) ?? {}));
  }),
);

test('a grant on the second page is read too', async () => {
  const reader = readersOf('eu-west-1').find(({ what }) => what === 'the key’s policy and grants');
  expect(JSON.stringify(await reader?.read(DEPLOYED))).toMatch(/known.*hidden/);
});
