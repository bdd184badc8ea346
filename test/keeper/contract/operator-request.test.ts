import * as v from 'valibot';
import { CONTRACT_VERSION, operatorRequestSchema } from '../../../lib/contract/operator-request';

const ID = '0123456789abcdef';
const CONSENTS = { importGenerated: false, invalidateGarminPasswords: true };
const CHANGES = {
  seed: {},
  populate: { values: { A: 'a', B: '' } },
  rotate: { keys: ['A'] },
  rollback: { keys: ['A', 'B'] },
  restore: { document: '{}' },
  recover: { from: 'v', ignore: ['w'] },
};
const REQUESTS: readonly Readonly<Record<string, unknown>>[] = [
  { operation: 'status' },
  { operation: 'history' },
  { operation: 'backup' },
  { operation: 'report' },
  { operation: 'fate', requestId: ID },
  { operation: 'fingerprint', nonce: ID.repeat(4) },
  { operation: 'ask-issuers', knownHosts: ['a.example', 'b.example'] },
  { operation: 'renew-webhook', force: true, foreignHost: 'a.example' },
  ...Object.entries(CHANGES).flatMap(([operation, details]) => [
    { operation: 'plan', change: { operation, ...details } },
    { operation, requestId: ID, seenVersion: 'v', consents: CONSENTS, ...details },
  ]),
].map((request) => ({ contract: CONTRACT_VERSION, ...request }));

const OPTIONAL: Readonly<Record<string, readonly string[]>> = {
  rollback: ['keys'],
  recover: ['from', 'ignore'],
  'renew-webhook': ['foreignHost'],
};

const taken = (request: unknown) => v.is(operatorRequestSchema, request);

test.each(REQUESTS)('$operation, $#: it is taken as it is, and none of another version', (request) => {
  expect(v.parse(operatorRequestSchema, request)).toEqual(request);
  expect([1, 3, '2', undefined].map((contract) => taken({ ...request, contract }))).toEqual(Array(4).fill(false));
});

test.each(REQUESTS)('$operation, $#: neither with one more member, nor without one that it needs', (request) => {
  expect(taken({ ...request, more: 1 })).toBe(false);
  const without = (name: string) => Object.fromEntries(Object.entries(request).filter(([other]) => other !== name));
  const optional = Object.keys(request).filter((name) => taken(without(name)));
  expect(optional).toEqual(OPTIONAL[String(request['operation'])] ?? []);
});

test.each(Object.entries(CHANGES))('a plan of %s is held to the same form', (operation, details) => {
  const plan = (change: object) => taken({ contract: CONTRACT_VERSION, operation: 'plan', change });
  expect(plan({ operation, ...details })).toBe(true);
  expect(plan({ operation, ...details, more: 1 })).toBe(false);
  expect(plan(details)).toBe(false);
});

const requestOf = (operation: string) => REQUESTS.find((request) => request['operation'] === operation);

test.each<[string, object]>([
  ['no such operation', { operation: 'delete' }],
  ['a request id that is too short', { requestId: ID.slice(1) }],
  ['a request id that is too long', { requestId: `${ID}0` }],
  ['a request id in capitals', { requestId: ID.toUpperCase() }],
  ['a version that is no text', { seenVersion: 1 }],
  ['a consent that is no yes or no', { consents: { ...CONSENTS, importGenerated: 'yes' } }],
  ['one consent of two', { consents: { importGenerated: true } }],
  ['a third consent', { consents: { ...CONSENTS, overwrite: true } }],
  ['values in a list', { values: ['a'] }],
  ['no values', { values: null }],
  ['values that are text', { values: 'a' }],
  ['a value that is no text', { values: { A: 'a', B: 1 } }],
])('a populate with %s is refused', (_, change) => {
  expect(taken({ ...requestOf('populate'), ...change })).toBe(false);
});

test('a secret without a value is seen as null', () => {
  expect(taken({ ...requestOf('seed'), seenVersion: null })).toBe(true);
});

test('a value under the name __proto__ is not dropped without a word', () => {
  const values: unknown = JSON.parse('{"__proto__": "a"}');
  const parsed = v.parse(operatorRequestSchema, { ...requestOf('populate'), values });
  expect(JSON.stringify(parsed)).toContain('"__proto__":"a"');
});

test.each<[string, string, readonly unknown[], readonly unknown[]]>([
  ['rotate', 'keys', [['A', 'B']], [[], [1], 'A']],
  ['rollback', 'keys', [['A']], [[], [1], 'A']],
  ['restore', 'document', [''], [{}]],
  ['recover', 'from', ['v'.repeat(64)], ['', 'v'.repeat(65), 1]],
  ['recover', 'ignore', [[], Array(100).fill('v')], [Array(101).fill('v'), [''], 'v']],
  ['fate', 'requestId', [ID], [`x${ID}`, `${ID}x`, 1]],
  ['fingerprint', 'nonce', ['f'.repeat(64)], ['f'.repeat(63), 'f'.repeat(65), 'F'.repeat(64), 'g'.repeat(64)]],
  [
    'ask-issuers',
    'knownHosts',
    [[], ['0'.repeat(253)], Array(500).fill('a')],
    [Array(501).fill('a'), ['0'.repeat(254)], [''], ['A'], ['a/b'], [' a'], 'a'],
  ],
  ['renew-webhook', 'foreignHost', ['a-1.example'], ['', 'A', 'a/', '@a', 1]],
  ['renew-webhook', 'force', [false], [undefined, 'yes', 1]],
])('%s: the limits of %s', (operation, name, within, beyond) => {
  const judged = (values: readonly unknown[]) =>
    values.map((value) => taken({ ...requestOf(operation), [name]: value }));
  expect(judged(within)).toEqual(within.map(() => true));
  expect(judged(beyond)).toEqual(beyond.map(() => false));
});
