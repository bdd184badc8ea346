import { randomBytes } from 'node:crypto';
import type { KeyRecord } from '../../../lib/contract/key-record';
import { decide } from '../../../lib/keeper/changes/decision';
import { effectsOf } from '../../../lib/keeper/changes/effects';
import { type Proposal, proposal } from '../../../lib/keeper/changes/proposals/proposal';
import type { Situation } from '../../../lib/keeper/changes/situation';
import { parseDocument } from '../../../lib/keeper/secret/secret-document';
import type { VersionOperation } from '../../../lib/keeper/versions/version-id';
import { CONSENTS } from '../support/keeper';
import { situationOf } from '../support/situation';

const [FLASK, TOKEN] = ['FLASK_SECRET_KEY', 'STRAVA_VERIFY_TOKEN'];
const [OLD, NEW] = [randomBytes(32).toString('hex'), randomBytes(32).toString('hex')];
const now = new Date('2026-06-01T00:00:00Z');

function decided(
  operation: VersionOperation,
  does: Partial<Proposal>,
  more: Partial<Situation> = {},
  current: Readonly<Record<string, unknown>> = { [FLASK]: OLD },
) {
  const situation = situationOf(current, undefined, more);
  const made = proposal(does);
  return decide(situation, made, effectsOf(situation, made), { operation, consents: CONSENTS, now });
}

const setting = (name: string, does: Partial<Proposal> = {}) => ({
  values: new Map([[name, JSON.stringify(NEW)]]),
  ...does,
});
const drawing = { drawn: [FLASK] };
const whole = { replacement: parseDocument(JSON.stringify({ [FLASK]: NEW })) };
const recorded = (how: KeyRecord['how'] | 'not understood') => ({
  records: new Map([
    [FLASK, how === 'not understood' ? null : { madeAt: 'then', operation: 'seed', how, versionId: 'before' }],
  ]),
});

describe('the record of a key that is set: where its value comes from', () => {
  test.each<[string, VersionOperation, Partial<Proposal>, Partial<Situation>, KeyRecord['how']]>([
    ['what is drawn is generated', 'rotate', setting(FLASK, drawing), recorded('brought'), 'generated'],
    ['also where no record is known', 'rotate', setting(FLASK, drawing), {}, 'generated'],
    [
      'what an operator sets is brought, whatever was there',
      'populate',
      setting(FLASK),
      recorded('generated'),
      'brought',
    ],
    ['what comes back stays what it was: generated', 'rollback', setting(FLASK), recorded('generated'), 'generated'],
    ['with the whole document too', 'rollback', whole, recorded('generated'), 'generated'],
    ['what comes back stays what it was: brought', 'restore', setting(FLASK), recorded('brought'), 'brought'],
    [
      'what comes back was brought as far as a record tells',
      'restore',
      setting(FLASK),
      recorded('not understood'),
      'brought',
    ],
    ['and where no record is known', 'rollback', setting(FLASK), {}, 'brought'],
  ])('%s', (_, operation, does, more, how) => {
    expect(decided(operation, does, more).records).toEqual(
      new Map([[FLASK, { madeAt: '2026-06-01T00:00:00Z', operation, how }]]),
    );
  });

  test('a key that is taken back keeps the record that it has, and a member that the catalogue does not know gets none', () => {
    const back = setting(FLASK, { takenBack: new Map([[FLASK, 'before']]) });
    expect(decided('recover', back, recorded('generated'), {}).records.size).toBe(0);
    const { records, changed } = decided('restore', setting('SMTP_PASSWORD'), recorded('generated'));
    expect([records.size, changed]).toEqual([0, []]);
  });
});

test('keys that are there without a record get one, and only these are told as completed', () => {
  const { records, change } = decided(
    'rotate',
    setting(FLASK, drawing),
    { records: new Map(), drawn: new Map([[TOKEN, 'seed']]) },
    { [FLASK]: OLD, [TOKEN]: OLD, GARMIN_ENCRYPTION_KEY: OLD },
  );
  expect([...records].map(([name, { operation, how }]) => [name, operation, how])).toEqual([
    [TOKEN, 'seed', 'generated'],
    [FLASK, 'rotate', 'generated'],
    ['GARMIN_ENCRYPTION_KEY', 'found', 'brought'],
  ]);
  expect(change.completed).toEqual([TOKEN, 'GARMIN_ENCRYPTION_KEY']);
});
