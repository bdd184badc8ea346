import { randomBytes } from 'node:crypto';
import { REQUIRED_KEYS } from '../../../lib/catalogue/catalogue';
import { effectsOf } from '../../../lib/keeper/changes/effects';
import { planOf } from '../../../lib/keeper/changes/plan';
import { type Proposal, proposal } from '../../../lib/keeper/changes/proposals/proposal';
import { parseDocument } from '../../../lib/keeper/secret/secret-document';
import { situationOf } from '../support/situation';

const [GARMIN, FLASK, STRAVA_ID] = ['GARMIN_ENCRYPTION_KEY', 'FLASK_SECRET_KEY', 'STRAVA_CLIENT_ID'];
const [MINE, OTHER] = [randomBytes(32).toString('base64'), randomBytes(32).toString('base64')];
const STRONG = randomBytes(32).toString('hex');

function planned(current: Readonly<Record<string, unknown>>, does: Partial<Proposal>, more = {}) {
  const situation = situationOf(current, undefined, more);
  const made = proposal(does);
  return planOf(situation, made, effectsOf(situation, made));
}

const setting = (members: Readonly<Record<string, unknown>>): Partial<Proposal> => ({
  values: new Map(Object.entries(members).map(([name, value]) => [name, JSON.stringify(value)])),
});
const bringing = (members: Readonly<Record<string, unknown>>): Partial<Proposal> => ({
  ...setting(members),
  brought: Object.keys(members),
});
const LOGS_OUT = 'every user is logged out';
const GARMIN_GOES = expect.stringContaining('unreadable');

test.each([
  ['a good value stays: nothing more is said', { [FLASK]: STRONG }, {}, { key: FLASK, action: 'keep' }],
  ['a weak value stays: nothing more either', { [FLASK]: 'short' }, {}, { key: FLASK, action: 'keep' }],
  [
    'a value of no use stays: the rule that it misses',
    { [STRAVA_ID]: 'abc' },
    {},
    { key: STRAVA_ID, action: 'keep', warning: expect.stringContaining('digits') },
  ],
  [
    'a good value is drawn: what that does',
    { [FLASK]: STRONG },
    setting({ [FLASK]: OTHER.repeat(2) }),
    { key: FLASK, action: 'change', consequence: LOGS_OUT },
  ],
  [
    'a weak value is set: what that does, and the rule',
    { [FLASK]: STRONG },
    bringing({ [FLASK]: 'short' }),
    { key: FLASK, action: 'set', consequence: LOGS_OUT, warning: expect.stringContaining('64 or more') },
  ],
  ['a key is new: nobody is concerned', {}, bringing({ [FLASK]: STRONG }), { key: FLASK, action: 'add' }],
  [
    'a weak value is new: the rule',
    {},
    bringing({ [FLASK]: 'short' }),
    { key: FLASK, action: 'add', warning: expect.stringContaining('64 or more') },
  ],
  [
    'a key goes: what that does',
    { [FLASK]: STRONG },
    { replacement: parseDocument('{}') },
    { key: FLASK, action: 'remove', consequence: LOGS_OUT },
  ],
  [
    'a key comes back: the version it comes from',
    {},
    { ...setting({ [FLASK]: STRONG }), takenBack: new Map([[FLASK, 'v1']]) },
    { key: FLASK, action: 'add', from: 'v1' },
  ],
  [
    'a secret value is brought that is there already: as if it differed',
    { [FLASK]: STRONG },
    { brought: [FLASK] },
    { key: FLASK, action: 'set', consequence: LOGS_OUT },
  ],
  [
    'a public value is brought that is there already: it stays',
    { [STRAVA_ID]: '1' },
    { brought: [STRAVA_ID] },
    { key: STRAVA_ID, action: 'keep' },
  ],
  [
    'a public value is brought that differs: it changes',
    { [STRAVA_ID]: '1' },
    bringing({ [STRAVA_ID]: '2' }),
    { key: STRAVA_ID, action: 'change', consequence: expect.stringContaining('OAuth') },
  ],
  [
    'a member that the catalogue does not know is brought: as a secret one',
    { 'not a name': 'x' },
    { brought: ['not a name'] },
    { key: '(a name of 10 characters)', action: 'set', consequence: 'not in the catalogue' },
  ],
  [
    'the same Garmin key is brought: it stays',
    { [GARMIN]: MINE },
    { brought: [GARMIN] },
    { key: GARMIN, action: 'keep' },
  ],
  [
    'another Garmin key is brought: it changes',
    { [GARMIN]: MINE },
    bringing({ [GARMIN]: OTHER }),
    { key: GARMIN, action: 'change', consequence: GARMIN_GOES },
  ],
  [
    'a Garmin key in the place of one that is lost: what that does',
    {},
    bringing({ [GARMIN]: OTHER }),
    { key: GARMIN, action: 'add', consequence: GARMIN_GOES },
  ],
])('%s', (_, current, does, entry) => {
  expect(planned(current, does).entries).toStrictEqual([entry]);
});

test('a Garmin key that gets the padding which it lacks is the same one: it concerns nobody', () => {
  const { entries } = planned({ [GARMIN]: MINE.slice(0, -1) }, bringing({ [GARMIN]: MINE }), {
    lastValues: new Map([[GARMIN, { kind: 'lost' }]]),
  });
  expect(entries).toStrictEqual([{ key: GARMIN, action: 'change' }]);
});

test('a first Garmin key, and whatever is new beside one that replaces a lost one, concern nobody', () => {
  const never = { lastValues: new Map([[GARMIN, { kind: 'never' }]]) };
  expect(planned({}, bringing({ [GARMIN]: OTHER }), never).entries).toStrictEqual([{ key: GARMIN, action: 'add' }]);
  const { entries } = planned({}, bringing({ [GARMIN]: OTHER, [FLASK]: STRONG }));
  expect(entries).toStrictEqual([
    { key: GARMIN, action: 'add', consequence: GARMIN_GOES },
    { key: FLASK, action: 'add' },
  ]);
});

test('the version that it is made of, the consents that it needs, and what is missing after it', () => {
  const { versionId, needsConsents, missing } = planned(
    { [GARMIN]: MINE },
    { ...bringing({ [GARMIN]: OTHER, [FLASK]: STRONG }), needsConsents: ['importGenerated'] },
  );
  expect(versionId).toBe('current');
  expect(needsConsents).toEqual(['importGenerated', 'invalidateGarminPasswords']);
  expect(missing).toEqual(REQUIRED_KEYS.map(({ name }) => name).filter((name) => name !== GARMIN && name !== FLASK));
});
