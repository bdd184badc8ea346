import { LoopbackServer } from '../../../emulator/loopback-server';
import { environmentNamed } from '../../../lib/environments/rows';
import { LostReplyError } from '../../../lib/operator/operator-error';
import { type Keeper, keeperOf, type Order } from '../../../lib/operator/services/keeper';
import { inPlaceOfAws } from '../../support/in-place-of-aws';
import { aStatus } from '../support/fake-context';

const ORDER: Order = {
  change: { operation: 'rotate', keys: ['FLASK_SECRET_KEY'] },
  requestId: '0123456789abcdef',
  seenVersion: 'v1',
  consents: { importGenerated: false, invalidateGarminPasswords: false },
};

/** What Lambda answers next, and what it was asked. */
const next = { status: 200, headers: {}, body: {} as unknown };
const asked: { readonly url: string; readonly request: unknown }[] = [];
const server = new LoopbackServer((request, body, response) => {
  asked.push({ url: request.url ?? '', request: JSON.parse(body.toString('utf8')) });
  response.writeHead(next.status, next.headers).end(JSON.stringify(next.body));
});
let keeper: Keeper;

inPlaceOfAws(server);
beforeAll(async () => {
  const options = { environment: process.env, onCall: () => undefined, interrupted: new AbortController().signal };
  keeper = await keeperOf(environmentNamed('staging'), options);
});
beforeEach(() => {
  Object.assign(next, { status: 200, headers: {}, body: {} });
  asked.length = 0;
});

function answering(body: unknown, headers: object = {}, status = 200): void {
  Object.assign(next, { body, headers, status });
}

const refused = (rule: string) => ({ contract: 2, outcome: 'refused', rule, reason: 'it is so', next: 'do this' });

test('asks the function of the fixed name, in the words of the contract', async () => {
  answering({ contract: 2, outcome: 'status', status: aStatus() });

  expect(await keeper.status()).toEqual(aStatus());
  expect(asked).toEqual([
    {
      url: '/2015-03-31/functions/staging-kaizencoach-secret-keeper/invocations',
      request: { contract: 2, operation: 'status' },
    },
  ]);
});

test('a change carries the version seen and the consents', async () => {
  answering(refused('moved'));

  await expect(keeper.change(ORDER)).rejects.toMatchObject({ rule: 'moved', exitCode: 1, next: 'do this' });
  expect(asked.map(({ request }) => request)).toEqual([
    {
      contract: 2,
      operation: 'rotate',
      keys: ['FLASK_SECRET_KEY'],
      requestId: ORDER.requestId,
      seenVersion: 'v1',
      consents: ORDER.consents,
    },
  ]);
});

test('a key that this program knows and the keeper does not: the keeper is older', async () => {
  answering(refused('unknown-key'));

  await expect(keeper.plan(ORDER.change)).rejects.toMatchObject({
    rule: 'old-keeper',
    exitCode: 1,
    next: 'npx cdk deploy StagingStack',
  });
});

test.each(['malformed', 'not-generated', 'too-long', 'needs-consent', 'not-a-backup'])(
  'refused for bad input (%s): exit code 2',
  async (rule) => {
    answering(refused(rule));
    await expect(keeper.change(ORDER)).rejects.toMatchObject({ rule, exitCode: 2 });
  },
);

test.each([
  ['the function failed', { errorMessage: 'x' }, { 'X-Amz-Function-Error': 'Unhandled' }, 200],
  ['Lambda failed', { message: 'x' }, { 'x-amzn-errortype': 'ServiceException' }, 500],
  ['the keeper ran out of time', refused('out-of-time'), {}, 200],
  ['the keeper’s own call failed', refused('service-fault'), {}, 200],
  ['the keeper has a fault', refused('internal-fault'), {}, 200],
  ['the keeper says done in a form that is not understood', { contract: 2, outcome: 'done', change: {} }, {}, 200],
])('%s: nobody knows what became of the change, and it is not sent again', async (_, body, headers, status) => {
  answering(body, headers, status);

  await expect(keeper.change(ORDER)).rejects.toBeInstanceOf(LostReplyError);
  expect(asked).toHaveLength(1);
});

test.each([
  ['ResourceNotFoundException', 404, 'no-keeper'],
  ['AccessDeniedException', 403, 'not-allowed'],
  ['ExpiredTokenException', 403, 'not-logged-in'],
])('%s: the change was not made', async (name, status, rule) => {
  answering({ message: 'x', Message: 'x' }, { 'x-amzn-errortype': name }, status);

  await expect(keeper.change(ORDER)).rejects.toMatchObject({ rule });
});

test('a question is asked again where Lambda failed', async () => {
  answering({ message: 'x' }, { 'x-amzn-errortype': 'ServiceException' }, 500);

  await expect(keeper.status()).rejects.toMatchObject({ rule: 'service-fault' });
  expect(asked).toHaveLength(3);
});

test.each([
  ['another form', { contract: 2, outcome: 'status' }],
  ['the answer to another question', { contract: 2, outcome: 'plan', plan: {} }],
])('%s: the versions do not fit', async (_, body) => {
  answering(body);

  await expect(keeper.status()).rejects.toMatchObject({ rule: 'contract' });
});
