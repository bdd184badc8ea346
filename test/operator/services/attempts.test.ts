import { LoopbackServer } from '../../../emulator/loopback-server';
import { type Attempts, attempts } from '../../../lib/operator/services/attempts';
import { inPlaceOfAws } from '../../support/in-place-of-aws';

/** What AWS answers next: a status, and a body in JSON. */
let answer: readonly [status: number, body: object] = [200, {}];
const server = new LoopbackServer((_request, _body, response) => {
  const [status, body] = answer;
  response.writeHead(status, { 'Content-Type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
});
let tried: Attempts;

inPlaceOfAws(server);
beforeAll(async () => {
  tried = await attempts({
    environment: process.env,
    onCall: () => undefined,
    interrupted: new AbortController().signal,
  });
});

const BY_DENY =
  'User: x is not authorized to perform: y on resource: z with an explicit deny in a resource-based policy';
const FOR_WANT = 'User: x is not authorized to perform: y on resource: z because no identity-based policy allows it';
const refusal = (Message: string) => [400, { __type: 'AccessDeniedException', Message, message: Message }] as const;
const inBatch = (ErrorCode: string, Message = '') =>
  [200, { SecretValues: [], Errors: [{ ErrorCode, Message }] }] as const;

test('what a read gives is thrown away', async () => {
  answer = [200, { SecretString: 'told-to-nobody', VersionId: 'v' }];
  expect(await tried.read('s')).toEqual({ outcome: 'allowed', byDeny: false });
});

test('what a batch gives is thrown away', async () => {
  answer = [200, { SecretValues: [{ SecretString: 'told-to-nobody' }] }];
  expect(await tried.batch('s')).toEqual({ outcome: 'allowed', byDeny: false });
});

test.each([
  ['by a Deny', BY_DENY, true],
  ['for want of a permission', FOR_WANT, false],
])('a read that is denied %s', async (_, message, byDeny) => {
  answer = refusal(message);
  expect(await tried.read('s')).toEqual({ outcome: 'denied', byDeny });
});

test.each([
  ['by a Deny', BY_DENY, true],
  ['for want of a permission', FOR_WANT, false],
])('a secret of a batch that is denied %s', async (_, message, byDeny) => {
  answer = inBatch('AccessDeniedException', message);
  expect(await tried.batch('s')).toEqual({ outcome: 'denied', byDeny });
});

test('a batch that may not be made at all names no secret', async () => {
  answer = refusal(FOR_WANT);
  expect(await tried.batch('s')).toEqual({ outcome: 'refused as a whole', byDeny: false });
});

test('a name that no secret has is neither allowed nor denied', async () => {
  answer = [400, { __type: 'ResourceNotFoundException', Message: 'none' }];
  await expect(tried.read('s')).rejects.toMatchObject({ rule: 'nothing-to-read' });
  answer = inBatch('ResourceNotFoundException');
  await expect(tried.batch('s')).rejects.toMatchObject({ rule: 'nothing-to-read' });
});
