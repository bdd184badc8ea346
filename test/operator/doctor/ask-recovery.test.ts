import type { KeyStatus } from '../../../lib/contract/operator-answer';
import { leftByRecovery } from '../../../lib/operator/doctor/ask-recovery';
import { OperatorError } from '../../../lib/operator/operator-error';
import { aPlan, aStatus } from '../support/fake-context';

const FLASK = 'FLASK_SECRET_KEY';
const STRAVA = 'STRAVA_CLIENT_SECRET';

function missing(name: string, origin: string): KeyStatus {
  return { name, origin, required: true, state: 'missing' };
}

const lacking = aStatus({ keys: [missing(FLASK, 'generated'), missing(STRAVA, 'external')] });

test('where no key needs a recovery none is planned', async () => {
  const plan = () => Promise.reject(new Error('not asked'));

  expect(await leftByRecovery(aStatus(), { plan })).toEqual(new Map());
  expect(await leftByRecovery(aStatus({ keys: [missing(STRAVA, 'external')] }), { plan })).toEqual(new Map());
});

test('what a recovery brings back is not left', async () => {
  expect(await leftByRecovery(lacking, { plan: async () => aPlan({ missing: [STRAVA] }) })).toEqual(new Map());
});

test('what it does not is, with the way on; not what a person brings anyway', async () => {
  const left = await leftByRecovery(lacking, { plan: async () => aPlan({ missing: [FLASK, STRAVA] }) });

  expect([...left]).toEqual([
    [FLASK, { why: expect.stringContaining('no version'), next: expect.stringContaining('restore staging FILE') }],
  ]);
});

test('a recovery that is refused says why, and what goes on', async () => {
  const refused = new OperatorError({ rule: 'last-value-unknown', reason: 'it cannot be told', next: 'choose one' });

  expect([...(await leftByRecovery(lacking, { plan: () => Promise.reject(refused) }))]).toEqual([
    [FLASK, { why: 'recover does not bring it back as it is: it cannot be told', next: 'choose one' }],
  ]);
});

test('a fault of this program is none of the secret', async () => {
  const plan = () => Promise.reject(new TypeError('a fault'));

  await expect(leftByRecovery(lacking, { plan })).rejects.toThrow('a fault');
});
