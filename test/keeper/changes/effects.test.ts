import { randomBytes } from 'node:crypto';
import { effectsOf } from '../../../lib/keeper/changes/effects';
import { type Proposal, proposal } from '../../../lib/keeper/changes/proposals/proposal';
import { parseDocument } from '../../../lib/keeper/secret/secret-document';
import type { History, LastValue } from '../../../lib/keeper/versions/last-value';
import { situationOf } from '../support/situation';
import { version } from '../support/versions';

const GARMIN = 'GARMIN_ENCRYPTION_KEY';
const [MINE, OTHER] = [randomBytes(32).toString('base64'), randomBytes(32).toString('base64')];
const json = JSON.stringify;
/** The same key without its padding, with which alone Fernet reads it. */
const UNPADDED = MINE.slice(0, -1);
/** The same value, spelled with an escape. */
const ESCAPED = `"\\u${MINE.charCodeAt(0).toString(16).padStart(4, '0')}${MINE.slice(1)}"`;

const setting = (source: string, more: Partial<Proposal> = {}) =>
  proposal({ values: new Map([[GARMIN, source]]), ...more });
const whole = (members: object) => proposal({ replacement: parseDocument(json(members)) });

test('each member is added, changed, kept or removed: those that were there first, then the new ones', () => {
  const { members, after } = effectsOf(situationOf({ a: 1, b: 2, c: 3 }), whole({ n: 0, b: 2, a: 9 }));
  expect(members).toEqual([
    { key: 'a', action: 'change' },
    { key: 'b', action: 'keep' },
    { key: 'c', action: 'remove' },
    { key: 'n', action: 'add' },
  ]);
  expect(after.text).toBe('{"n":0,"b":2,"a":9}');
});

describe('consent: whether stored Garmin passwords would become unreadable', () => {
  const consents = (
    current: Readonly<Record<string, unknown>>,
    made: Proposal,
    last?: LastValue,
    history?: Partial<History>,
  ) =>
    effectsOf(
      situationOf(current, undefined, {
        lastValues: last === undefined ? new Map() : new Map([[GARMIN, last]]),
        ...(history === undefined
          ? {}
          : {
              history: {
                versions: [],
                records: new Map(),
                lastWritten: undefined,
                isPartial: false,
                notMade: [],
                ...history,
              },
            }),
      }),
      made,
    ).needsConsents;
  const none: readonly string[] = [];
  const needed = ['invalidateGarminPasswords'];

  test.each([
    ['the key stays', proposal({ values: new Map([['AI_MODEL', '"x"']]) }), none],
    ['the same key in another spelling', setting(ESCAPED), none],
    ['another key', setting(json(OTHER)), needed],
    ['a whole document with the key', whole({ [GARMIN]: MINE, AI_MODEL: 'x' }), none],
    ['a whole document with another one', whole({ [GARMIN]: OTHER }), needed],
    ['a whole document without one', whole({}), needed],
  ])('the key is of use now; %s', (_, made, expected) => {
    expect(consents({ [GARMIN]: MINE }, made)).toEqual(expected);
  });

  test('it comes after the consents that this kind of change needs anyway', () => {
    const made = setting(json(OTHER), { needsConsents: ['importGenerated'] });
    expect(consents({ [GARMIN]: MINE }, made)).toEqual(['importGenerated', ...needed]);
  });

  test('the key is of use now; in the other alphabet, and within quotes, it is the same', () => {
    const key = Buffer.alloc(32, 0xfb);
    for (const spelling of [`${key.toString('base64url')}=`, `'${key.toString('base64')}'`]) {
      expect(consents({ [GARMIN]: key.toString('base64') }, setting(json(spelling)))).toEqual(none);
      expect(consents({ [GARMIN]: spelling }, setting(json(key.toString('base64'))))).toEqual(none);
      expect(consents({ [GARMIN]: spelling }, setting(json(OTHER)))).toEqual(needed);
    }
  });

  test.each([
    ['emptied the key', '', none],
    ['put null in its place', null, none],
    ['took its padding away', UNPADDED, none],
    ['broke the key', 'broken', needed],
    ['put another key there, without its padding', OTHER.slice(0, -1), needed],
    ['put a number there', 5, needed],
  ])('the last edit %s; the good one of AWSPREVIOUS comes back', (_, now, expected) => {
    const { needsConsents } = effectsOf(situationOf({ [GARMIN]: now }, { [GARMIN]: MINE }), setting(json(MINE)));
    expect(needsConsents).toEqual(expected);
  });

  test.each([
    ['no version has a good one', { kind: 'lost' } as const, none],
    ['it was the last good one', { kind: 'known', source: json(MINE), versionId: 'v', proved: true } as const, none],
    [
      'another was the last good one',
      { kind: 'known', source: json(OTHER), versionId: 'v', proved: true } as const,
      needed,
    ],
    ['another may be the last good one', { kind: 'unknown', candidates: ['v'] } as const, needed],
  ])('the key gets the padding that it lacked, where %s', (_, last, expected) => {
    const versions = [version('v', 0, [], { [GARMIN]: OTHER })];
    expect(consents({ [GARMIN]: UNPADDED }, setting(json(MINE)), last, { versions })).toEqual(expected);
  });

  const known = { kind: 'known', source: json(MINE), versionId: 'v', proved: true } as const;
  const unknown = { kind: 'unknown', candidates: ['a', 'b', 'c'] } as const;
  const versions = [
    version('a', 0, [], { [GARMIN]: MINE }),
    version('b', 1, [], 'unreadable'),
    version('c', 2, [], {}),
    version('d', 3, [], { [GARMIN]: OTHER }),
  ];
  const drawn = { drawn: [GARMIN] };

  test.each([
    ['none ever was, and one is drawn', { kind: 'never' } as const, setting(json(OTHER), drawn), {}, none],
    ['none ever was, as far as is known', { kind: 'never' } as const, setting(json(OTHER), drawn), undefined, none],
    [
      'none is in what was looked at, and one is drawn',
      { kind: 'never' } as const,
      setting(json(OTHER), drawn),
      { isPartial: true },
      needed,
    ],
    [
      'none is in what was looked at, and one is brought, which has a consent of its own',
      { kind: 'never' } as const,
      setting(json(OTHER)),
      { isPartial: true },
      none,
    ],
    ['the last one comes back', known, setting(json(MINE)), {}, none],
    ['the last one, as far as is known', known, setting(json(MINE)), undefined, none],
    ['the last one in another spelling', known, setting(ESCAPED), {}, none],
    ['another than the last', known, setting(json(OTHER)), {}, needed],
    ['the last of what was looked at', known, setting(json(MINE)), { isPartial: true }, needed],
    ['one that may be the last', unknown, setting(json(MINE)), { versions }, none],
    ['one that cannot be the last', unknown, setting(json(OTHER)), { versions }, needed],
    ['one of which nothing is known', unknown, setting(json(MINE)), undefined, needed],
    ['one in the place of one that is lost', { kind: 'lost' } as const, setting(json(MINE)), {}, needed],
    ['one in the place of one that was not looked for', undefined, setting(json(MINE)), undefined, needed],
  ])('the key is missing: %s', (_, last, made, history, expected) => {
    expect(consents({}, made, last, history)).toEqual(expected);
    expect(consents({ [GARMIN]: '' }, made, last, history)).toEqual(expected);
    // What stands there may work, whatever the catalogue says of its form.
    expect(consents({ [GARMIN]: 'broken' }, made, last, history)).toEqual(needed);
  });

  test('what is empty and goes with the whole document takes nothing along; what is broken may', () => {
    expect(consents({ [GARMIN]: '' }, whole({}), { kind: 'lost' }, {})).toEqual([]);
    expect(consents({ [GARMIN]: 'broken' }, whole({}), { kind: 'lost' }, {})).toEqual(needed);
  });
});

describe('would-bury: what is judged', () => {
  const broken = situationOf({ [GARMIN]: 'broken', AI_MODEL: 'x' }, { [GARMIN]: MINE });

  test('a change that neither writes nor brings anything pushes nothing out', () => {
    expect(effectsOf(broken, proposal({})).needsConsents).toEqual([]);
  });

  test.each([
    ['values that are brought, also where they are there already', proposal({ brought: ['AI_MODEL'] })],
    ['anything that is written', proposal({ values: new Map([['AI_MODEL', '"y"']]) })],
  ])('%s', (_, made) => {
    expect(() => effectsOf(broken, made)).toThrow(
      expect.objectContaining({ rule: 'would-bury', message: expect.stringMatching(/^GARMIN_ENCRYPTION_KEY is of/) }),
    );
  });

  test.each([
    ['broken', /^npx kaizencoach-secrets recover staging --invalidate-garmin-passwords, which/],
    ['', /^npx kaizencoach-secrets recover staging, which/],
    [UNPADDED, /^npx kaizencoach-secrets recover staging, which/],
  ])('the next command has the consent where it needs it: the Garmin key is now %#', (now, next) => {
    const made = proposal({ values: new Map([['AI_MODEL', '"y"']]) });
    expect(() => effectsOf(situationOf({ [GARMIN]: now }, { [GARMIN]: MINE }), made)).toThrow(
      expect.objectContaining({ next: expect.stringMatching(next) }),
    );
  });

  test('every key that would go is named', () => {
    const both = situationOf(
      { [GARMIN]: 'broken' },
      { [GARMIN]: MINE, STRAVA_CLIENT_ID: '188207', AI_MODEL: 'not required' },
    );
    expect(() => effectsOf(both, proposal({ values: new Map([['x', '1']]) }))).toThrow(
      /^STRAVA_CLIENT_ID, GARMIN_ENCRYPTION_KEY is of/,
    );
  });
});
