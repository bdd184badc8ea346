import { randomBytes } from 'node:crypto';
import { CATALOGUE } from '../../../lib/catalogue/catalogue';
import type { Records } from '../../../lib/keeper/secret/record-tags';
import { type History, lastValue, newestFirst } from '../../../lib/keeper/versions/last-value';
import { idFrom, version } from '../support/versions';

const FLASK = 'FLASK_SECRET_KEY';
const STRAVA = 'STRAVA_CLIENT_SECRET';
const [OLD, NEW] = [randomBytes(32).toString('hex'), randomBytes(32).toString('hex')];
const holding = (value: unknown) => ({ [FLASK]: value, [STRAVA]: value });
const old = holding(OLD);
const current = (atMs = 100, held = {}) => version('current', atMs, ['AWSCURRENT'], held);
const previous = (held: Parameters<typeof version>[3], atMs = 50) => version('previous', atMs, ['AWSPREVIOUS'], held);
const record = { madeAt: '2026-06-01T00:00:00Z', operation: 'seed', how: 'generated', versionId: 'gone' } as const;

function last(history: Partial<History>, name = FLASK) {
  const [key] = CATALOGUE.filter((each) => each.name === name);
  if (key === undefined) {
    throw new Error(`no key ${name}`);
  }
  const none = { versions: [], records: new Map(), lastWritten: undefined, isPartial: false, notMade: [] };
  return lastValue({ ...none, ...history }, key, { gcpProject: 'p' });
}

const recorded: Records = new Map([[FLASK, record]]);
const known = (versionId: string, value: string, proved: boolean) => ({
  kind: 'known',
  source: JSON.stringify(value),
  versionId,
  proved,
});
const unknown = (...candidates: readonly string[]) => ({ kind: 'unknown', candidates });
const refused = version(idFrom('previous', 'refused'), 60, [], old);

test.each([
  ['no version and no record: it never was', {}, { kind: 'never' }],
  ['no version, but a record: it is lost', { records: recorded }, { kind: 'lost' }],
  ['a record that is not understood says the same', { records: new Map([[FLASK, null]]) }, { kind: 'lost' }],
  ['the record of another key says nothing', { records: new Map([[STRAVA, record]]) }, { kind: 'never' }],
  ['a form that the app cannot use: it is lost', { versions: [current(), previous(holding(5))] }, { kind: 'lost' }],
  ['a placeholder never was a value', { versions: [current(), previous(holding(null))] }, { kind: 'never' }],
  [
    'a version whose swap was refused says nothing',
    { versions: [current(), previous({}), refused] },
    { kind: 'never' },
  ],
  [
    'nor does a useless value of it',
    { versions: [current(), previous({}), { ...refused, ...version(refused.versionId, 60, [], holding(5)) }] },
    { kind: 'never' },
  ],
  [
    'nor does a version that this very change could not make current',
    { versions: [current(), version('mine', 60, [], old)], notMade: ['mine'] },
    { kind: 'never' },
  ],
  ['a version that was current has it', { versions: [current(), previous(old)] }, known('previous', OLD, true)],
  [
    'the later of two that were',
    { versions: [version('first', 0, [], old), previous(holding(NEW)), current()], lastWritten: 'first' },
    known('previous', NEW, true),
  ],
  [
    'the later, whatever the order of the list',
    { versions: [current(), previous(holding(NEW)), version('first', 0, [], old)], lastWritten: 'first' },
    known('previous', NEW, true),
  ],
  [
    'the later of two that were, also with the same bytes',
    { versions: [version('first', 0, [], old), previous(old), current()], lastWritten: 'first' },
    known('previous', OLD, true),
  ],
  [
    'a version without a value has none',
    { versions: [version('blank', 0, ['AWSCURRENT'], 'none')] },
    { kind: 'never' },
  ],
  [
    'an unreadable version that came before is in nobody’s way',
    { versions: [version('sealed', 0, [], 'unreadable'), previous(old), current()] },
    known('previous', OLD, true),
  ],
  [
    'an older value that may have been current is not in the way either',
    { versions: [version('maybe', 0, [], holding(NEW)), previous(old), current()] },
    known('previous', OLD, true),
  ],
  [
    'one that may have become current later is',
    { versions: [previous(old), version('maybe', 60, [], holding(NEW)), current()] },
    unknown('previous', 'maybe'),
  ],
  [
    'but not where it has the same bytes',
    { versions: [previous(old), version('maybe', 60, [], old), current()] },
    known('previous', OLD, true),
  ],
  [
    'an unreadable version of later is in the way, and what was surely replaced is no candidate',
    {
      versions: [
        version('first', 0, [], old),
        previous(holding(NEW)),
        version('sealed', 60, [], 'unreadable'),
        current(),
      ],
      lastWritten: 'first',
    },
    unknown('previous', 'sealed'),
  ],
  [
    'each unreadable version is a candidate of its own',
    { versions: [version('sealed', 0, [], 'unreadable'), version('sealed too', 1, [], 'unreadable'), current()] },
    unknown('sealed', 'sealed too'),
  ],
  [
    'of two with the same bytes, one is named',
    {
      versions: [version('a', 0, [], old), version('b', 1, [], old), version('c', 2, [], holding(NEW)), current()],
    },
    unknown('b', 'c'),
  ],
])('%s', (_, history, expected) => {
  expect(last(history)).toEqual(expected);
});

describe('the only value that there is, which may never have been current', () => {
  const versions = [version('cut off', 0, [], old), current()];

  test.each([
    ['of a generated key is taken for the first draw', FLASK, new Map(), known('cut off', OLD, false)],
    ['not where a record says that the key existed', FLASK, recorded, unknown('cut off')],
    ['not of a key that a person brings', STRAVA, new Map(), unknown('cut off')],
  ])('%s', (_, name, records, expected) => {
    expect(last({ versions, records }, name)).toEqual(expected);
  });

  test('of a key that a person brings is known where it was current', () => {
    expect(last({ versions: [previous(old), current()] }, STRAVA)).toEqual(known('previous', OLD, true));
  });
});

test('newest first', () => {
  const [one, two] = [version('one', 1), version('two', 2)];
  expect([one, two].sort(newestFirst)).toEqual([two, one]);
});
