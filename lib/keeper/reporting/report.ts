import { daysSince, isDueForRotation } from '../../catalogue/key-age';
import type { Issuers } from '../../contract/issuers';
import type { SecretStatus } from '../../contract/operator-answer';
import { BACKUP_DUE_AFTER_DAYS } from '../../contract/record-tags';
import type { Reported } from '../../contract/report';
import { askIssuers } from '../issuers/ask-issuers';
import { status } from '../reading/status';
import { Refusal } from '../refusal';
import type { Surroundings } from '../surroundings';

/** What somebody should deal with. A secret that cannot be looked at is reported, and not a failure. */
export async function report(surroundings: Surroundings, signal: AbortSignal): Promise<readonly Reported[]> {
  const { settings, now } = surroundings;
  try {
    const found = await status(surroundings, signal);
    const issuers = await askIssuers([], surroundings, signal);
    const isBackedUp = (settings.BACKUP_RECIPIENTS ?? '') !== '';
    return reported(found, issuers, isBackedUp, now());
  } catch (error) {
    if (error instanceof Refusal) {
      return [{ about: 'secret', rule: error.rule }];
    }
    throw error;
  }
}

/** @param isBackedUp the row names somebody who can read backups. */
export function reported(
  { keys, lastBackupAt }: SecretStatus,
  { stravaCredentials, googleKey }: Issuers,
  isBackedUp: boolean,
  now: Date,
): readonly Reported[] {
  const unusable = keys.flatMap(({ name, required, state }): Reported[] =>
    required && state !== 'present' ? [{ about: 'key', name, state }] : [],
  );
  const old = keys.flatMap(({ name, state, record }): Reported[] => {
    const days = record === undefined ? undefined : daysSince(record.madeAt, now);
    return state !== 'missing' && days !== undefined && isDueForRotation(name, days)
      ? [{ about: 'age', name, days }]
      : [];
  });
  const refusals = [
    ['Strava', stravaCredentials],
    ['Google', googleKey],
  ] as const;
  return [
    ...unusable,
    ...refusals.flatMap(([issuer, found]): Reported[] =>
      found.verdict === 'refused' ? [{ about: 'issuer', issuer, why: found.why }] : [],
    ),
    ...old,
    ...(isBackedUp ? backup(lastBackupAt, now) : []),
  ];
}

function backup(lastBackupAt: string | undefined, now: Date): Reported[] {
  const days = lastBackupAt === undefined ? undefined : daysSince(lastBackupAt, now);
  if (days === undefined) {
    return [{ about: 'backup' }];
  }
  return days >= BACKUP_DUE_AFTER_DAYS ? [{ about: 'backup', days }] : [];
}
