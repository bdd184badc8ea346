import { daysSince } from '../../catalogue/key-age';
import type { SecretStatus } from '../../contract/operator-answer';
import { BACKUP_DUE_AFTER_DAYS } from '../../contract/record-tags';
import type { Environment } from '../../environments/row';
import { type Finding, ok, warning } from './finding';

const CHECK = 'when a backup of the secret was last handed out';

/** Whether the secret can be, and lately was, backed up: whether anybody has what was handed out is not known. Only production must name somebody who can read backups. */
export function checkBackup(
  { lastBackupAt = '' }: SecretStatus,
  { name, tier, backupRecipients = [] }: Environment,
  now: Date,
): Finding {
  const command = `npx kaizencoach-secrets backup ${name}`;
  if (backupRecipients.length === 0) {
    return tier === 'production'
      ? warning(CHECK, 'the row names no backup recipient, so there can be none', `${command} --new-identity FILE`)
      : ok(CHECK, 'the row names no backup recipient, so none is expected');
  }
  const days = daysSince(lastBackupAt, now);
  if (days === undefined) {
    return warning(CHECK, 'never, as far as recorded', command);
  }
  return days >= BACKUP_DUE_AFTER_DAYS
    ? warning(CHECK, `${days} days ago (${lastBackupAt})`, command)
    : ok(CHECK, lastBackupAt);
}
