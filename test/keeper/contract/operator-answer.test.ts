import * as v from 'valibot';
import { operatorAnswerSchema } from '../../../lib/contract/operator-answer';
import { CONTRACT_VERSION } from '../../../lib/contract/operator-request';

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

const NAMES = ['A'];
const VERSION = {
  versionId: 'v',
  madeAt: 'then',
  operation: 'seed',
  requestId: 'r',
  invocation: 'i',
  labels: NAMES,
  current: 'is',
  readable: true,
  added: NAMES,
  changed: NAMES,
  removed: NAMES,
};
const RECORD = { madeAt: 'then', operation: 'seed', how: 'generated', versionId: 'v' };
const STATUS = {
  environment: 'staging',
  secretName: 'name',
  versionId: 'v',
  versionMadeAt: 'then',
  lastChange: { earliest: 'then', latest: 'then' },
  keys: [{ name: 'A', origin: 'o', required: true, state: 'present', rule: 'r', length: 1, record: RECORD }],
  unknownKeys: NAMES,
  droppedKeys: NAMES,
  differInPrevious: NAMES,
  stravaClientId: '1',
  lastBackupAt: 'then',
};
const CHANGE = {
  versionId: 'v',
  generated: NAMES,
  takenBack: NAMES,
  populated: NAMES,
  removed: NAMES,
  missing: NAMES,
  malformed: NAMES,
  dropped: NAMES,
  overtaken: false,
  recorded: true,
  completed: NAMES,
};
const PLAN = {
  versionId: 'v',
  entries: [{ key: 'A', action: 'add', from: 'v', consequence: 'c', warning: 'w' }],
  needsConsents: ['importGenerated'],
  missing: NAMES,
  leftOut: NAMES,
};
const ISSUERS = {
  stravaCredentials: { verdict: 'refused', why: 'credentials' },
  subscription: { verdict: 'elsewhere', host: 'h' },
  callback: { verdict: 'refused', why: 'token' },
  googleKey: { verdict: 'not-checked', why: 'local' },
};
const FINGERPRINTS = {
  environment: 'staging',
  digests: { A: 'd' },
  tooWeak: NAMES,
  stravaClientId: '1',
  unusableClientId: true,
};
const REPORT: readonly Json[] = [
  { about: 'key', name: 'A', state: 'missing' },
  { about: 'age', name: 'A', days: 1 },
  { about: 'backup', days: 1 },
  { about: 'issuer', issuer: 'Strava', why: 'w' },
  { about: 'secret', rule: 'r' },
];

/** Every member of every answer; which may be absent; and which hold words of closed sets. */
const ANSWERS: readonly (readonly [Readonly<Record<string, Json>>, readonly string[], readonly string[]])[] = [
  [
    { outcome: 'status', status: STATUS },
    ['versionMadeAt', 'lastChange', 'latest', 'rule', 'length', 'record', 'stravaClientId', 'lastBackupAt'],
    ['state', 'how'],
  ],
  [{ outcome: 'plan', plan: PLAN }, ['from', 'consequence', 'warning', 'leftOut'], ['action', 'needsConsents']],
  [{ outcome: 'done', change: CHANGE }, ['completed'], []],
  [{ outcome: 'fingerprints', fingerprints: FINGERPRINTS }, ['stravaClientId', 'unusableClientId'], []],
  [
    { outcome: 'backup', versionId: 'v', armored: 'a', recorded: true, malformed: NAMES },
    ['recorded', 'malformed'],
    [],
  ],
  [{ outcome: 'history', versions: [VERSION] }, ['operation', 'requestId', 'invocation'], ['current']],
  [{ outcome: 'fate', fate: { fate: 'current', versionId: 'v', currentVersionId: 'w' } }, ['versionId'], ['fate']],
  [{ outcome: 'issuers', issuers: ISSUERS }, ['host'], ['verdict', 'why']],
  [{ outcome: 'webhook', webhook: { result: 'created' } }, [], ['result']],
  [{ outcome: 'report', report: REPORT }, ['days'], ['about', 'state', 'issuer']],
  [{ outcome: 'refused', rule: 'r', reason: 'why', next: 'n' }, [], []],
];

const parse = (answer: unknown) => v.safeParse(operatorAnswerSchema, answer);

/** Every place in `found`, by the name of the nearest member, with what stands there and all of `found` as it would be with `other` there. */
function places(
  found: Json,
  name = '',
): {
  readonly name: string;
  readonly held: Json;
  readonly isMember: boolean;
  readonly withOther: (other: unknown) => unknown;
}[] {
  if (typeof found !== 'object' || found === null) {
    return [];
  }
  const isArray = Array.isArray(found);
  return Object.entries(found).flatMap(([at, held]: [string, Json]) => {
    const own = isArray ? name : at;
    const put = (other: unknown): unknown =>
      isArray
        ? Object.values(found).map((item, index) => (String(index) === at ? other : item))
        : { ...found, [at]: other };
    const below = places(held, own).map((place) => ({
      ...place,
      withOther: (other: unknown) => put(place.withOther(other)),
    }));
    return [{ name: own, held, isMember: !isArray, withOther: put }, ...below];
  });
}

const unique = (names: readonly string[]) => [...new Set(names)].sort();

describe.each(ANSWERS.map((row) => [row[0]['outcome'], ...row] as const))('%s', (_, body, optional, closed) => {
  const answer: Json = { contract: CONTRACT_VERSION, ...body };
  const accepted = (other: (held: Json) => unknown) =>
    places(answer).filter(({ held, withOther }) => parse(withOther(other(held))).success);

  test('is taken as it is', () => {
    expect(parse(answer)).toMatchObject({ success: true, output: answer });
  });

  test('lacks nothing but what may be absent', () => {
    const absent = accepted(() => undefined).filter(({ isMember }) => isMember);
    expect(unique(absent.map(({ name }) => name))).toEqual(unique(optional));
  });

  test('has nothing of another type', () => {
    const other = (held: Json) => (typeof held === 'object' && held !== null ? 'text' : { of: 'another type' });
    expect(accepted(other)).toEqual([]);
  });

  test('has no other word in the place of one of a closed set', () => {
    const words = places(answer).filter(({ held }) => typeof held === 'string');
    const refused = words.filter(({ withOther }) => !parse(withOther('another word')).success);
    expect(unique(refused.map(({ name }) => name))).toEqual(unique(['outcome', ...closed]));
  });
});

test('only a refusal may be of another version', () => {
  const isTaken = ANSWERS.map(([body]) => parse({ contract: 1, ...body }).success);
  expect(isTaken).toEqual(ANSWERS.map(([{ outcome }]) => outcome === 'refused'));
});

test('null is a version where there is no value', () => {
  expect(parse({ contract: CONTRACT_VERSION, outcome: 'plan', plan: { ...PLAN, versionId: null } }).success).toBe(true);
  expect(parse({ contract: CONTRACT_VERSION, outcome: 'done', change: { ...CHANGE, versionId: null } }).success).toBe(
    true,
  );
});

test('what an older keeper does not say counts as not done', () => {
  const { completed: _, ...change } = CHANGE;
  expect(parse({ contract: CONTRACT_VERSION, outcome: 'done', change })).toMatchObject({
    output: { change: { completed: [] } },
  });
  expect(parse({ contract: CONTRACT_VERSION, outcome: 'backup', versionId: 'v', armored: 'a' })).toMatchObject({
    output: { recorded: false },
  });
});

const NOT_CHECKED =
  'switched-off local no-value no-connection too-slow too-long redirected not-understood throttled issuer-fault clock';

const issuers = (change: object) => ({ outcome: 'issuers', issuers: { ...ISSUERS, ...change } });
const verdict = (asked: string, found: string) => (why: string) => issuers({ [asked]: { verdict: found, why } });
const plain = (asked: string) => (found: string) => issuers({ [asked]: { verdict: found } });
const [KEY] = STATUS.keys;

test.each<[string, string, (word: string) => object]>([
  [
    'states of a key',
    'present missing malformed',
    (state) => ({ outcome: 'status', status: { ...STATUS, keys: [{ ...KEY, state }] } }),
  ],
  [
    'makings of a key',
    'generated brought',
    (how) => ({ outcome: 'status', status: { ...STATUS, keys: [{ ...KEY, record: { ...RECORD, how } }] } }),
  ],
  [
    'actions of a plan',
    'add set change remove keep',
    (action) => ({ outcome: 'plan', plan: { ...PLAN, entries: [{ key: 'A', action }] } }),
  ],
  [
    'consents',
    'importGenerated invalidateGarminPasswords',
    (consent) => ({ outcome: 'plan', plan: { ...PLAN, needsConsents: [consent] } }),
  ],
  ['proofs', 'is was never unproved', (current) => ({ outcome: 'history', versions: [{ ...VERSION, current }] })],
  [
    'fates',
    'current overtaken not-made not-stored unproved',
    (fate) => ({ outcome: 'fate', fate: { fate, currentVersionId: null } }),
  ],
  ['results of a renewal', 'left-alone created replaced', (result) => ({ outcome: 'webhook', webhook: { result } })],
  ['verdicts on a subscription', 'ours none elsewhere', plain('subscription')],
  ['acceptances of the pair', 'accepted', plain('stravaCredentials')],
  ['acceptances of the challenge', 'accepted', plain('callback')],
  ['acceptances of the key file', 'accepted', plain('googleKey')],
  ['refusals of the pair', 'credentials inactive', verdict('stravaCredentials', 'refused')],
  ['refusals of the challenge', 'token no-echo', verdict('callback', 'refused')],
  ['refusals of the key file', 'key account', verdict('googleKey', 'refused')],
  ['reasons not to know of the pair', NOT_CHECKED, verdict('stravaCredentials', 'not-checked')],
  ['reasons not to know of the subscription', NOT_CHECKED, verdict('subscription', 'not-checked')],
  ['reasons not to know of the challenge', NOT_CHECKED, verdict('callback', 'not-checked')],
  ['reasons not to know of the key file', NOT_CHECKED, verdict('googleKey', 'not-checked')],
  ['issuers', 'Strava Google', (issuer) => ({ outcome: 'report', report: [{ about: 'issuer', issuer, why: 'w' }] })],
  [
    'findings about a key',
    'missing malformed',
    (state) => ({ outcome: 'report', report: [{ about: 'key', name: 'A', state }] }),
  ],
])('%s: %s', (_, words, make) => {
  const said = words.split(' ');
  expect(said.filter((word) => parse({ contract: CONTRACT_VERSION, ...make(word) }).success)).toEqual(said);
});
