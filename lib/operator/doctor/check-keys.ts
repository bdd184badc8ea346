import type { KeyStatus, SecretStatus } from '../../contract/operator-answer';
import type { Environment } from '../../environments/row';
import { GOOGLE_KEY } from '../input/google-key-file';
import { keyReports } from '../status-report';
import { checkBackup } from './check-backup';
import { type Finding, notChecked, ok, problem, warning } from './finding';

/** Operations that replace a value which was in use. */
const REPLACING = new Set(['rotate', 'populate']);
/** Operations that bring an earlier value back. */
const COMING_BACK = new Set(['rollback', 'restore']);

/** What the status of the keys says about the guide's symptoms. */
export function checkKeys(status: SecretStatus, environment: Environment, now: Date): readonly Finding[] {
  return [
    ...value(status, environment),
    ...dropped(status),
    garmin(status),
    google(status, environment),
    rotation(status, now),
    checkBackup(status, environment, now),
  ];
}

function value(status: SecretStatus, { secretName }: Environment): readonly Finding[] {
  const { versionId, keys, environment } = status;
  const check = '“SECRET_KEY not found”: the app finds its keys';
  if (versionId === null) {
    return [
      problem(
        check,
        `the secret ${secretName} is there but has no value yet`,
        `kaizencoach-secrets seed ${environment}`,
      ),
    ];
  }
  const bad = keys.filter(({ required, state }) => required && state !== 'present');
  return bad.length === 0
    ? [ok(check, 'every required key is present and well formed')]
    : bad.map((key) =>
        problem(
          check,
          `${key.name} is ${key.state}${key.rule === undefined ? '' : `: it ${key.rule}`}`,
          remedy(key, status),
        ),
      );
}

/** Whatever was there once comes back from where it is; only what never was, or never was good, is brought anew. */
function remedy({ name, origin }: KeyStatus, { droppedKeys, differInPrevious, environment }: SecretStatus): string {
  return origin === 'generated' || droppedKeys.includes(name) || differInPrevious.includes(name)
    ? `npx kaizencoach-secrets recover ${environment}`
    : `npx kaizencoach-secrets populate ${environment}`;
}

function dropped({ droppedKeys, environment }: SecretStatus): readonly Finding[] {
  const check = 'a console edit dropped no key';
  return droppedKeys.length === 0
    ? [ok(check, 'no required key is in the version before and missing now')]
    : [
        problem(
          check,
          `the last edit dropped ${droppedKeys.join(', ')}; the version before has it`,
          `npx kaizencoach-secrets recover ${environment}`,
        ),
      ];
}

function garmin({ keys, environment, differInPrevious }: SecretStatus): Finding {
  const check = '“Error decrypting Garmin password”: the Garmin key';
  const record = recordOf(keys, 'GARMIN_ENCRYPTION_KEY');
  if (record === undefined) {
    return notChecked(check, 'when the key was made is not recorded', `kaizencoach-secrets status ${environment}`);
  }
  if (COMING_BACK.has(record.operation)) {
    return warning(
      check,
      `an earlier key came back at ${record.madeAt} (${record.operation}): what was stored with the key in between cannot be read`,
      'users whose Garmin connection fails re-authenticate; leave the key as it is',
    );
  }
  return REPLACING.has(record.operation)
    ? warning(
        check,
        `the key was replaced at ${record.madeAt} (${record.operation}): passwords stored before cannot be read, and those users must re-authenticate`,
        differInPrevious.includes('GARMIN_ENCRYPTION_KEY')
          ? `if that was a mistake and nothing was stored since: npx kaizencoach-secrets rollback ${environment} GARMIN_ENCRYPTION_KEY`
          : 'leave the key as it is: the version before has the same one',
      )
    : ok(check, `the key has not changed since ${record.madeAt} (${record.operation})`);
}

function google({ keys, environment }: SecretStatus, { gcpProject }: Environment): Finding {
  const check = '“Could not load default credentials”, 403 from Vertex AI: the Google key file';
  const key = keys.find(({ name }) => name === GOOGLE_KEY);
  if (key?.state === 'present') {
    return ok(check, `one line of JSON, of ${gcpProject}, with a private key that parses`);
  }
  return problem(
    check,
    key?.state === 'malformed' ? `it ${key.rule ?? 'is malformed'}` : 'it is missing',
    `kaizencoach-secrets populate ${environment} --gcp-key-file <key file of ${gcpProject}>`,
  );
}

function rotation(status: SecretStatus, now: Date): Finding {
  const check = 'no key is due for rotation';
  const due = keyReports(status, now).filter(({ dueForRotation }) => dueForRotation);
  const generated = due.filter(({ origin }) => origin === 'generated');
  return due.length === 0
    ? ok(check, 'as far as recorded')
    : warning(
        check,
        due.map(({ name, ageDays }) => `${name} is ${ageDays} days old`).join('; '),
        generated.length > 0
          ? `kaizencoach-secrets rotate ${status.environment} ${generated.map(({ name }) => name).join(' ')}`
          : `kaizencoach-secrets populate ${status.environment}`,
      );
}

function recordOf(keys: readonly KeyStatus[], wanted: string) {
  return keys.find(({ name, state }) => name === wanted && state !== 'missing')?.record;
}
