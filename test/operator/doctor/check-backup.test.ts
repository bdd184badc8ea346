import type { Environment } from '../../../lib/environments/row';
import { environmentNamed } from '../../../lib/environments/rows';
import { checkBackup } from '../../../lib/operator/doctor/check-backup';
import { aStatus } from '../support/fake-context';

const NOW = new Date('2026-06-01T00:00:00Z');
const RECIPIENTS = { backupRecipients: ['age1recipient'] };

test.each<[string, Partial<Environment>, string | undefined, string]>([
  ['production', {}, undefined, 'warning → npx kaizencoach-secrets backup production --new-identity FILE'],
  ['staging', {}, undefined, 'ok → undefined'],
  ['staging', RECIPIENTS, undefined, 'warning → npx kaizencoach-secrets backup staging'],
  ['staging', RECIPIENTS, '2026-05-02T00:00:00Z', 'warning → npx kaizencoach-secrets backup staging'],
  ['staging', RECIPIENTS, '2026-05-02T00:00:01Z', 'ok → undefined'],
  ['staging', RECIPIENTS, 'no time', 'warning → npx kaizencoach-secrets backup staging'],
])('%s, %j, last backup %s', (name, row, lastBackupAt, expected) => {
  const status = aStatus(lastBackupAt === undefined ? {} : { lastBackupAt });
  const { verdict, next } = checkBackup(status, { ...environmentNamed(name), ...row }, NOW);
  expect(`${verdict} → ${next}`).toBe(expected);
});

test.each([undefined, 'no time'])('a backup of %s is none that is recorded', (lastBackupAt) => {
  const row = { ...environmentNamed('staging'), ...RECIPIENTS };
  expect(checkBackup(aStatus({ lastBackupAt }), row, NOW).cause).toBe('never, as far as recorded');
});

test('what is recorded is that a backup was handed out, not that anybody has it', () => {
  const row = { ...environmentNamed('staging'), ...RECIPIENTS };
  const { check, cause } = checkBackup(aStatus({ lastBackupAt: '2026-05-02T00:00:00Z' }), row, NOW);
  expect(`${check}: ${cause}`).toBe(
    'when a backup of the secret was last handed out: 30 days ago (2026-05-02T00:00:00Z)',
  );
});
