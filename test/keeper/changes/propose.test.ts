import { randomBytes } from 'node:crypto';
import { GENERATED_KEYS, REQUIRED_KEYS } from '../../../lib/catalogue/catalogue';
import type { PlannedChange } from '../../../lib/contract/operator-request';
import { bringBack } from '../../../lib/keeper/changes/proposals/proposal';
import { propose } from '../../../lib/keeper/changes/proposals/propose';
import type { Situation } from '../../../lib/keeper/changes/situation';
import { parseDocument } from '../../../lib/keeper/secret/secret-document';
import type { LastValue } from '../../../lib/keeper/versions/last-value';
import { situationOf } from '../support/situation';
import { version } from '../support/versions';

const [STRAVA, TOKEN, FLASK, GARMIN] = [
  'STRAVA_CLIENT_SECRET',
  'STRAVA_VERIFY_TOKEN',
  'FLASK_SECRET_KEY',
  'GARMIN_ENCRYPTION_KEY',
];
const hex = () => randomBytes(32).toString('hex');
const [ONE, OTHER] = [hex(), hex()];
const known = { kind: 'known', source: JSON.stringify(ONE), versionId: 'old', proved: true } as const;
const unproved = { ...known, proved: false };
const [never, lost] = [{ kind: 'never' }, { kind: 'lost' }] as const;
const unknown = { kind: 'unknown', candidates: ['one', 'other'] } as const;
const unreadable = { previous: { kind: 'unreadable' } } as const;

const last = (values: Readonly<Record<string, LastValue>>) => ({ lastValues: new Map(Object.entries(values)) });
const rollBack = (...keys: readonly string[]): PlannedChange => ({ operation: 'rollback', keys: [...keys] });

function proposed(
  change: PlannedChange,
  current: Readonly<Record<string, unknown>>,
  previous?: Readonly<Record<string, unknown>>,
  more: Partial<Situation> = {},
) {
  const { values, takenBack, drawn } = propose(situationOf(current, previous, more), change, () => 'DRAWN');
  return {
    set: Object.fromEntries([...values].map(([name, source]) => [name, JSON.parse(source)])),
    takenBack: Object.fromEntries(takenBack),
    drawn,
  };
}

describe('what comes along', () => {
  test('a rollback of what is the same writes nothing, so nothing that was dropped comes back beside it', () => {
    expect(proposed(rollBack(FLASK), { [FLASK]: ONE }, { [FLASK]: ONE, [TOKEN]: OTHER }).set).toEqual({});
  });

  test('a rollback of what differs brings back what was dropped, from the version before', () => {
    expect(proposed(rollBack(FLASK), { [FLASK]: OTHER }, { [FLASK]: ONE, [TOKEN]: OTHER })).toEqual({
      set: { [FLASK]: ONE, [TOKEN]: OTHER },
      takenBack: { [TOKEN]: 'previous' },
      drawn: [],
    });
  });

  test('a rollback of one key does not mind another that the app cannot use there', () => {
    const previous = { [FLASK]: ONE, STRAVA_CLIENT_ID: 'abc' };
    expect(proposed(rollBack(FLASK), { [FLASK]: OTHER, STRAVA_CLIENT_ID: '1' }, previous).set).toEqual({
      [FLASK]: ONE,
    });
  });

  test('a value that is there already is not spelled anew', () => {
    const document = parseDocument('{"AI_MODEL":"\\u0061"}');
    const snapshot = { document, isEmpty: false, versionId: 'current' };
    const change = { operation: 'populate', values: { AI_MODEL: 'a' } } as const;
    expect(proposed(change, {}, {}, { snapshot }).set).toEqual({});
  });
});

describe('recover', () => {
  const recover = (from?: string): PlannedChange => ({ operation: 'recover', ...(from === undefined ? {} : { from }) });
  const history = {
    versions: [version('refused', 0, [], { [GARMIN]: randomBytes(32).toString('base64'), [FLASK]: OTHER })],
    records: new Map(),
    lastWritten: undefined,
    isPartial: false,
    notMade: [],
  };

  test.each([
    ['a key that never was is drawn', {}, { [FLASK]: never }, undefined, { [FLASK]: 'DRAWN' }, {}],
    ['not where something stands in its place', { [FLASK]: 5 }, { [FLASK]: never }, undefined, {}, {}],
    [
      'the version that the operator names has it',
      {},
      { [FLASK]: never },
      'refused',
      { [FLASK]: OTHER },
      { [FLASK]: 'refused' },
    ],
    [
      'what is known goes before what is named',
      {},
      { [FLASK]: known },
      'refused',
      { [FLASK]: ONE },
      { [FLASK]: 'old' },
    ],
    ['what may be the last is named', {}, { [FLASK]: unknown }, 'refused', { [FLASK]: OTHER }, { [FLASK]: 'refused' }],
    ['what is gone stays missing', {}, { [FLASK]: lost }, undefined, {}, {}],
  ])('%s', (_, current, values, from, set, takenBack) => {
    const beside = { [GARMIN]: randomBytes(32).toString('base64'), [TOKEN]: hex() };
    const situation = { ...last(values), history };
    expect(proposed(recover(from), { ...beside, ...current }, undefined, situation)).toMatchObject({ set, takenBack });
  });

  test('a key of which nothing is known stays missing', () => {
    expect(proposed(recover(), {}).set).toEqual({});
  });

  test('what the operator leaves out of account does not stand in the way of what can be told', () => {
    const situation = { ...unreadable, ...last({ [FLASK]: known, [GARMIN]: lost }) };
    expect(proposed(recover(), { [TOKEN]: ONE }, undefined, situation).set).toEqual({ [FLASK]: ONE });
  });
});

describe('a refusal names every key and version that it is about', () => {
  const seed: PlannedChange = { operation: 'seed' };
  const whole: PlannedChange = { operation: 'rollback' };
  const restore = (members: object): PlannedChange => ({ operation: 'restore', document: JSON.stringify(members) });
  const FILE = 'GOOGLE_APPLICATION_CREDENTIALS_JSON';
  const drawn = GENERATED_KEYS.map(({ name }) => name);
  const allNever = Object.fromEntries(drawn.map((name) => [name, never]));
  const everyKey = Object.fromEntries(REQUIRED_KEYS.map(({ name }) => [name, 'x']));
  const requiredBut = (there: readonly string[]) =>
    REQUIRED_KEYS.map(({ name }) => name)
      .filter((name) => !there.includes(name))
      .join(', ');
  const rest = { [STRAVA]: 's', [TOKEN]: ONE, [FLASK]: ONE, [FILE]: 'f' };

  test.each<[PlannedChange, Partial<Situation>, Readonly<Record<string, unknown>> | undefined, string]>([
    [
      seed,
      last({ ...allNever, [TOKEN]: unproved, [FLASK]: known, [GARMIN]: { ...known, versionId: 'older' } }),
      undefined,
      'FLASK_SECRET_KEY, GARMIN_ENCRYPTION_KEY existed but neither AWSCURRENT nor AWSPREVIOUS has it (FLASK_SECRET_KEY is in version old; GARMIN_ENCRYPTION_KEY is in version older);',
    ],
    [seed, last({ [TOKEN]: lost, [FLASK]: never, [GARMIN]: never }), undefined, 'AWSPREVIOUS has it; drawing it anew'],
    [seed, last({ [TOKEN]: unknown }), undefined, 'cannot be told: one, other;'],
    [{ operation: 'recover' }, last({ [TOKEN]: unknown }), undefined, 'cannot be told: one, other;'],
    [{ operation: 'populate', values: { AI_MODEL: 'x' } }, unreadable, undefined, `${drawn.join(', ')} is missing`],
    [whole, {}, { [FLASK]: ONE }, `lacks ${requiredBut([FLASK])}`],
    [whole, {}, { ...rest, [GARMIN]: 'x' }, `has ${STRAVA}, ${FILE}, ${GARMIN} in a form`],
    [restore({ AI_MODEL: 'x', [FLASK]: '' }), {}, undefined, 'has no value of any required key'],
    [
      restore({ ...everyKey, ...rest, STRAVA_CLIENT_ID: '1' }),
      {},
      undefined,
      `could not use: ${STRAVA}, ${FILE}, ${GARMIN}`,
    ],
    [{ operation: 'restore', document: '{"a":1,"a":2}' }, {}, undefined, 'is not one JSON object with unique keys'],
  ])('case %#', (change, more, previous, said) => {
    expect(() => proposed(change, {}, previous, more)).toThrow(said);
  });

  test('the way back is one command for all of them, and the names that there are are told', () => {
    expect(bringBack([FLASK, GARMIN], 'staging')).toContain(
      `populate staging --set ${FLASK}=@FILE --set ${GARMIN}=@FILE --import-generated`,
    );
    expect(() => proposed(rollBack('NOTHING'), {}, {})).toThrow(
      expect.objectContaining({ next: expect.stringContaining(`${STRAVA}, ${TOKEN}, ${FLASK}`) }),
    );
  });
});
