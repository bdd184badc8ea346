import type { Issuers } from '../../../lib/contract/issuers';
import { reported } from '../../../lib/keeper/reporting/report';
import { looksLikeSchedule, messageOf, tellWeekly } from '../../../lib/keeper/reporting/weekly';
import { aStatus } from '../../operator/support/fake-context';
import { completeKeeper, Keeper } from '../support/keeper';

const NOW = new Date('2026-06-01T00:00:00Z');
const SCHEDULED = {
  version: '0',
  source: 'aws.events',
  'detail-type': 'Scheduled Event',
  detail: {},
  resources: ['rule'],
};
const accepted = { verdict: 'accepted' } as const;
const WELL: Issuers = {
  stravaCredentials: accepted,
  subscription: { verdict: 'none' },
  callback: { verdict: 'refused', why: 'token' },
  googleKey: accepted,
};

let lines: string[];
beforeEach(() => {
  lines = [];
  jest.spyOn(console, 'info').mockImplementation((line) => lines.push(String(line)));
});

const tell = (keeper: Keeper) => tellWeekly(keeper.surroundings, new AbortController().signal);

test('nothing is told where nothing is due', async () => {
  const keeper = await completeKeeper();
  expect(await tell(keeper)).toEqual({ told: 0 });
  expect(keeper.published).toEqual([]);
  expect(lines.at(-1)).toContain('"outcome":"nothing-due"');
});

test('keys that are missing, malformed and old are told in one message', async () => {
  const keeper = await completeKeeper();
  keeper.service.edit(({ FLASK_SECRET_KEY: _, ...document }) => ({ ...document, GARMIN_ENCRYPTION_KEY: 'x' }));
  keeper.service.now += 400 * 86_400_000;
  await tell(keeper);
  expect(JSON.parse(lines.at(-1) ?? '')).toEqual({ operation: 'weekly', outcome: 'told', findings: 6 });
  expect(keeper.published).toEqual([
    {
      subject: expect.stringMatching(/^kAIzen Coach staging: \d to deal with in the secret$/),
      text: expect.stringContaining('- FLASK_SECRET_KEY is missing\n- GARMIN_ENCRYPTION_KEY is malformed\n'),
    },
  ]);
  expect(keeper.published[0]?.text).toMatch(/STRAVA_VERIFY_TOKEN is 400 days old and due for rotation/);
  expect(keeper.published[0]?.text).toContain('npx kaizencoach-secrets doctor staging');
});

test('a person who asks gets the same, and nobody is told', async () => {
  const keeper = await completeKeeper();
  keeper.service.drop('FLASK_SECRET_KEY');
  const answer = await keeper.ask({ operation: 'report' });
  expect(answer).toMatchObject({ report: [{ about: 'key', name: 'FLASK_SECRET_KEY', state: 'missing' }] });
  expect(keeper.published).toEqual([]);
});

test('a secret that cannot be looked at is told by its rule', async () => {
  const keeper = await completeKeeper();
  keeper.service.put('no object');
  await tell(keeper);
  expect(keeper.published[0]?.text).toContain('could not be looked at (not-an-object)');
});

test('a fault that is no refusal is not reported as a finding', async () => {
  const keeper = await completeKeeper();
  keeper.service.fault = () => ({ before: new TypeError('of the keeper') });
  await expect(tell(keeper)).rejects.toThrow('the weekly report failed (internal-fault)');
  expect(keeper.published).toEqual([]);
});

test('a backup is due only where the row names somebody who can read it', async () => {
  const { service } = await completeKeeper();
  const told = async (recipients?: string) =>
    tell(new Keeper(service, recipients === undefined ? {} : { BACKUP_RECIPIENTS: recipients }));
  expect([await told(), await told(''), await told('age1')]).toEqual([{ told: 0 }, { told: 0 }, { told: 1 }]);
});

test('I1: no value is in a message, and no text of a fault in what Lambda logs', async () => {
  const keeper = await completeKeeper();
  const values = Object.values(keeper.service.document)
    .map(String)
    .filter((value) => value.length > 6);
  keeper.service.drop('FLASK_SECRET_KEY');
  await tell(keeper);
  const failing = { ...keeper.surroundings, publish: () => Promise.reject(new Error(values[0])) };
  const failure: unknown = await tellWeekly(failing, new AbortController().signal).catch((error) => error);
  expect(String(failure)).toBe('Error: the weekly report failed (internal-fault)');
  expect(lines.at(-1)).toBe('{"operation":"weekly","outcome":"refused","rule":"internal-fault"}');
  const told = JSON.stringify([keeper.published, lines, String(failure)]);
  expect(values.filter((value) => told.includes(value))).toEqual([]);
});

test.each([
  [SCHEDULED, true],
  [{ ...SCHEDULED, source: 'my.app' }, false],
  [{ ...SCHEDULED, 'detail-type': 'EC2 Instance State-change Notification' }, false],
  [{ contract: 2, operation: 'report' }, false],
  [null, false],
])('%j is the schedule’s: %s', (event, expected) => {
  expect(looksLikeSchedule(event)).toBe(expected);
});

describe('what is due', () => {
  const backup = (lastBackupAt?: string, isBackedUp = true) =>
    reported(aStatus(lastBackupAt === undefined ? {} : { lastBackupAt }), WELL, isBackedUp, NOW);

  test('an issuer that refuses, but not a subscription or an app', () => {
    const refused: Issuers = {
      ...WELL,
      stravaCredentials: { verdict: 'refused', why: 'inactive' },
      googleKey: { verdict: 'refused', why: 'key' },
    };
    expect(reported(aStatus(), WELL, false, NOW)).toEqual([]);
    expect(reported(aStatus(), refused, false, NOW)).toEqual([
      { about: 'issuer', issuer: 'Strava', why: 'inactive' },
      { about: 'issuer', issuer: 'Google', why: 'key' },
    ]);
  });

  test('an issuer that could not be asked is not told of', () => {
    const unknown = { ...WELL, googleKey: { verdict: 'not-checked', why: 'throttled' } } as const;
    expect(reported(aStatus(), unknown, false, NOW)).toEqual([]);
  });

  test('a backup that is missing or 30 days old, where the row names a recipient', () => {
    expect(backup()).toEqual([{ about: 'backup' }]);
    expect(backup('2026-05-02T00:00:00Z')).toEqual([{ about: 'backup', days: 30 }]);
    expect(backup('2026-05-02T00:00:01Z')).toEqual([]);
    expect(backup(undefined, false)).toEqual([]);
  });

  test('a key of 365 days, not of 364', () => {
    const aged = (madeAt: string) => reported(aStatus({}, madeAt), WELL, false, NOW);
    expect(aged('2025-06-01T00:00:00Z')).toEqual([{ about: 'age', name: 'FLASK_SECRET_KEY', days: 365 }]);
    expect(aged('2025-06-01T00:00:01Z')).toEqual([]);
  });

  test('no age of a key that is not there, or that nobody knows the making of', () => {
    const flask = { name: 'FLASK_SECRET_KEY', origin: 'generated', required: true, state: 'present' } as const;
    const record = { madeAt: '2020-01-01T00:00:00Z', operation: 'seed', how: 'generated', versionId: 'v1' } as const;
    const aged = (change: object) =>
      reported(aStatus({ keys: [{ ...flask, record, ...change }] }), WELL, false, NOW).map(({ about }) => about);
    expect(aged({})).toEqual(['age']);
    expect(aged({ state: 'malformed' })).toEqual(['key', 'age']);
    expect(aged({ state: 'missing' })).toEqual(['key']);
    expect(aged({ record: undefined })).toEqual([]);
    expect(aged({ record: { ...record, madeAt: 'once' } })).toEqual([]);
    expect(aged({ required: false, state: 'missing' })).toEqual([]);
  });

  test('the most urgent comes first: what is unusable, then refused, then old, then the backup', () => {
    const refused: Issuers = { ...WELL, googleKey: { verdict: 'refused', why: 'key' } };
    const { keys } = aStatus({}, '2020-01-01T00:00:00Z');
    const found = reported(aStatus({ keys: keys.map((key) => ({ ...key, required: true })) }), refused, true, NOW);
    expect(found.map(({ about }) => about)).toEqual(['key', 'issuer', 'age', 'backup']);
  });

  test('every sort of it has a sentence of its own', () => {
    const found = [
      { about: 'key', name: 'K', state: 'missing' },
      { about: 'age', name: 'A', days: 400 },
      { about: 'backup' },
      { about: 'backup', days: 31 },
      { about: 'issuer', issuer: 'Google', why: 'key' },
      { about: 'secret', rule: 'no-such-secret' },
    ] as const;
    expect(messageOf(found, 'staging')).toEqual({
      subject: 'kAIzen Coach staging: 6 to deal with in the secret',
      text: [
        'The weekly look at the secret of staging found:',
        '- K is missing',
        '- A is 400 days old and due for rotation',
        '- no backup was ever handed out, as far as recorded',
        '- a backup was last handed out 31 days ago',
        '- Google refuses what it issued (key)',
        '- the secret could not be looked at (no-such-secret)',
        '',
        'What to do about each: npx kaizencoach-secrets doctor staging',
      ].join('\n'),
    });
  });

  test('a subject is as long as SNS takes it, at the most', () => {
    expect(messageOf([], 'x'.repeat(100)).subject).toHaveLength(100);
  });
});
