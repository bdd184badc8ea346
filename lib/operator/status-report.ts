import { GARMIN } from '../catalogue/catalogue';
import { daysSince, isDueForRotation } from '../catalogue/key-age';
import type { KeyStatus, SecretStatus } from '../contract/operator-answer';
import { GARMIN_OPTION } from './changes/change-options';
import { type Cell, heading, lines, table, toned, type View } from './rendering/view';

/** One key of a status, with what follows from its age. */
export interface KeyReport extends KeyStatus {
  /** Days since the value was made; absent where there is no record. */
  readonly ageDays?: number;
  /** It is older than the catalogue allows. */
  readonly dueForRotation: boolean;
}

/** Adds ages to the keys of a status. */
export function keyReports({ keys }: SecretStatus, now: Date): readonly KeyReport[] {
  return keys.map((key) => {
    const { state, record } = key;
    const ageDays = state === 'missing' || record === undefined ? undefined : daysSince(record.madeAt, now);
    const dueForRotation = isDueForRotation(key.name, ageDays);
    return { ...key, ...(ageDays === undefined ? {} : { ageDays }), dueForRotation };
  });
}

/** Whether the app can start with what is stored: no required key is missing or malformed. */
export function isComplete(status: SecretStatus): boolean {
  return unusableKeys(status).length === 0;
}

/** A status for people. */
export function statusView(status: SecretStatus, now: Date): readonly View[] {
  const reports = keyReports(status, now);
  // Settings that nobody set are no news.
  const shown = reports.filter(({ required, state }) => required || state !== 'missing');
  return [
    heading(`${status.environment}: ${status.secretName}`),
    lines(
      `version        ${status.versionId ?? 'none yet'}`,
      `Strava client  ${status.stravaClientId ?? 'none yet'}`,
      verdict(status),
    ),
    ...table(['key', 'state', 'origin', 'length', 'made', 'by', 'age', 'note'], shown.map(row)),
    ...remarks(status),
  ];
}

function row(key: KeyReport): readonly Cell[] {
  const tone = key.state === 'present' ? 'good' : 'bad';
  const notes = [
    ...(key.required ? [] : ['optional']),
    ...(key.dueForRotation ? ['due for rotation'] : []),
    ...(key.rule === undefined ? [] : [key.rule]),
  ];
  const { record } = key.state === 'missing' ? {} : key;
  return [
    key.name,
    toned(key.required || key.state === 'malformed' ? tone : 'plain', key.state),
    key.origin,
    key.length === undefined ? '' : String(key.length),
    record?.madeAt.slice(0, 10) ?? '',
    record === undefined ? '' : `${record.operation} (${record.how})`,
    key.ageDays === undefined ? '' : `${key.ageDays} d`,
    notes.length === 0
      ? ''
      : toned(key.state === 'malformed' || key.dueForRotation ? 'warning' : 'quiet', notes.join('; ')),
  ];
}

function verdict(status: SecretStatus): Cell {
  const bad = unusableKeys(status);
  return bad.length === 0
    ? toned('good', 'complete       every required key is present and well formed')
    : toned('bad', `incomplete     ${bad.map(({ name, state }) => `${name} ${state}`).join(', ')}`);
}

/**
 * The command that mends a required key which is missing or malformed. Whatever was there once comes back from where it is, and
 * what never was is drawn by `recover` too; only what never was, or never was good, is brought anew.
 */
export function remedyOf(
  { name, origin }: Pick<KeyStatus, 'name' | 'origin'>,
  { versionId, droppedKeys, differInPrevious }: SecretStatus,
): 'recover' | 'seed' | 'populate' {
  if (versionId === null) {
    return origin === 'generated' ? 'seed' : 'populate';
  }
  const comesBack = origin === 'generated' || droppedKeys.includes(name) || differInPrevious.includes(name);
  return comesBack ? 'recover' : 'populate';
}

/** A remedy as it is typed. A recovery may replace a malformed Garmin key, which takes the consent; where it does not, that is idle. */
export function commandOf(remedy: string, { environment, keys }: Pick<SecretStatus, 'environment' | 'keys'>): string {
  const mayReplace = remedy === 'recover' && keys.some(({ name, state }) => name === GARMIN && state === 'malformed');
  const command = `npx kaizencoach-secrets ${remedy} ${environment}`;
  return mayReplace ? `${command} ${GARMIN_OPTION.flags}` : command;
}

/** The required keys that the app cannot use. */
export function unusableKeys({ keys }: SecretStatus): readonly KeyStatus[] {
  return keys.filter(({ required, state }) => required && state !== 'present');
}

/** The commands that come next where required keys are missing or malformed. */
export function nextCommands(status: SecretStatus): readonly string[] {
  const remedies = new Set(unusableKeys(status).map((key) => remedyOf(key, status)));
  const next = remedies.has('recover')
    ? ['recover']
    : (['seed', 'populate'] as const).filter((command) => remedies.has(command));
  return next.map((command) => commandOf(command, status));
}

/** What an edit dropped, what the catalogue does not know, and the next command. */
export function remarks(status: SecretStatus): readonly View[] {
  const { droppedKeys, unknownKeys } = status;
  const found: readonly Cell[] = [
    ...(droppedKeys.length === 0
      ? []
      : [
          toned(
            'warning',
            `the last edit dropped ${droppedKeys.join(', ')}; the version before has ${droppedKeys.length === 1 ? 'it' : 'them'}`,
          ),
        ]),
    ...(status.previousUnreadable === true
      ? [toned('warning', 'the version before (AWSPREVIOUS) cannot be read: what the last edit dropped is not known')]
      : []),
    ...(unknownKeys.length === 0 ? [] : [`not in the catalogue, kept as they are: ${unknownKeys.join(', ')}`]),
    ...nextCommands(status).map((command) => `next: ${command}`),
  ];
  return found.length === 0 ? [] : [lines(...found)];
}
