import { CATALOGUE, GARMIN } from '../../catalogue/catalogue';
import type { SecretStatus } from '../../contract/operator-answer';
import type { Environment } from '../../environments/row';
import { GOOGLE_KEY } from '../input/google-key-file';
import { commandOf, keyReports, remedyOf, unusableKeys } from '../status-report';
import type { Left } from './ask-recovery';
import { checkBackup } from './check-backup';
import { type Finding, notChecked, ok, problem, type Step, warning } from './finding';

/** What the operation that wrote the Garmin key did, and what that means for passwords stored with another one. */
const GARMIN_CHANGES: ReadonlyMap<string, readonly [string, string]> = new Map(
  Object.entries({
    rotate: ['the key was replaced', 'passwords stored before cannot be read, and those users must re-authenticate'],
    populate: ['the key came from outside', 'passwords stored under another key cannot be read'],
    rollback: ['an earlier key came back', 'what was stored with the key in between cannot be read'],
    restore: ['an earlier key came back', 'what was stored with the key in between cannot be read'],
    found: ['the key was replaced without the keeper', 'passwords stored before cannot be read'],
  } satisfies Record<string, [string, string]>),
);

/**
 * What the status of the keys says about the guide's symptoms.
 * @param left the keys that `recover` does not bring back.
 */
export function checkKeys(
  status: SecretStatus,
  environment: Environment,
  now: Date,
  left: ReadonlyMap<string, Left> = new Map(),
): readonly Finding[] {
  return [
    ...catalogue(status, environment),
    ...value(status, environment, left),
    ...dropped(status),
    garmin(status),
    google(status, environment),
    rotation(status, now),
    checkBackup(status, environment, now),
  ];
}

/** A status names every key that its keeper knows. */
function catalogue({ keys, versionId }: SecretStatus, { stackId }: Environment): readonly Finding[] {
  const unknown = CATALOGUE.filter(({ name }) => !keys.some((key) => key.name === name)).map(({ name }) => name);
  return unknown.length === 0 || versionId === null
    ? []
    : [
        warning('age of the keeper', `it is older than this catalogue: it does not know ${unknown.join(', ')}`, {
          run: `npx cdk deploy ${stackId}`,
        }),
      ];
}

function value(status: SecretStatus, { secretName }: Environment, left: ReadonlyMap<string, Left>): readonly Finding[] {
  const { versionId, environment } = status;
  const check = '“SECRET_KEY not found”: the keys';
  if (versionId === null) {
    const nothing = `the secret ${secretName} is there but has no value yet`;
    return ['seed', 'populate'].map((operation) =>
      problem(check, nothing, { run: `npx kaizencoach-secrets ${operation} ${environment}` }),
    );
  }
  const bad = unusableKeys(status);
  return bad.length === 0
    ? [ok(check, 'every required key is present and well formed')]
    : bad.map(({ name, state, rule }) => {
        const cause = `${name} is ${state}${rule === undefined ? '' : `: it ${rule}`}`;
        const found = left.get(name);
        return found === undefined
          ? problem(check, cause, remedyFor(name, status))
          : { ...problem(check, `${cause}; ${found.why}`, found.next), blocksReload: true };
      });
}

/** What brings the required key of that name back. */
export function remedyFor(name: string, status: SecretStatus): Step {
  const key = status.keys.find((found) => found.name === name) ?? { name, origin: 'external' };
  return { run: commandOf(remedyOf(key, status), status) };
}

function dropped({ droppedKeys, previousUnreadable, environment, keys }: SecretStatus): readonly Finding[] {
  const check = 'keys that a console edit dropped';
  if (previousUnreadable === true) {
    const cause = 'the version before (AWSPREVIOUS) cannot be read, so what the last edit dropped is not known';
    return [notChecked(check, cause, `npx kaizencoach-secrets history ${environment}`)];
  }
  return droppedKeys.length === 0
    ? [ok(check, 'none: no required key is in the version before and missing now')]
    : [
        problem(
          check,
          `the last edit dropped ${droppedKeys.join(', ')}; the version before has ${droppedKeys.length === 1 ? 'it' : 'them'}`,
          { run: commandOf('recover', { environment, keys }) },
        ),
      ];
}

function garmin({ keys, environment, differInPrevious, previousUnreadable }: SecretStatus): Finding {
  const check = '“Error decrypting Garmin password”: the Garmin key';
  const key = keys.find(({ name, state }) => name === GARMIN && state !== 'missing');
  if (key === undefined) {
    return notChecked(check, 'there is no key');
  }
  const { record } = key;
  if (record === undefined) {
    return notChecked(check, 'when the key was made is not recorded', `npx kaizencoach-secrets seed ${environment}`);
  }
  const { operation, madeAt } = record;
  const hasAnother = differInPrevious.includes(GARMIN);
  const [what, meaning] = GARMIN_CHANGES.get(operation) ?? [];
  // One that was found may always have been there.
  if (what === undefined || (operation === 'found' && !hasAnother)) {
    return ok(check, `the key is the one of ${madeAt} (${operation})`);
  }
  const mayBeUndone = operation === 'rotate' || operation === 'populate' || operation === 'found';
  return warning(
    check,
    `${what} at ${madeAt} (${operation}): ${meaning}`,
    mayBeUndone && hasAnother
      ? `if that was a mistake and nothing was stored since: npx kaizencoach-secrets rollback ${environment} ${GARMIN}`
      : `users whose Garmin connection fails re-authenticate; leave the key as it is${previousUnreadable === true ? ' (the version before, which may have the earlier one, cannot be read)' : ''}`,
  );
}

function google(status: SecretStatus, { gcpProject }: Environment): Finding {
  const check = '“Could not load default credentials”, 403 from Vertex AI: the Google key file';
  const key = status.keys.find(({ name }) => name === GOOGLE_KEY);
  if (key?.state === 'present') {
    return ok(check, `one line of JSON, of ${gcpProject}, with a private key that parses`);
  }
  return problem(
    check,
    key?.state === 'malformed' ? `it ${key.rule ?? 'is malformed'}` : 'it is missing',
    remedyFor(GOOGLE_KEY, status),
  );
}

function rotation(status: SecretStatus, now: Date): Finding {
  const check = 'age of the keys';
  const due = keyReports(status, now).filter(({ dueForRotation }) => dueForRotation);
  return due.length === 0
    ? ok(check, 'none is due for rotation, as far as recorded')
    : warning(check, due.map(({ name, ageDays }) => `${name} is ${ageDays} days old`).join('; '), newKeys(due, status));
}

/** How the due keys get new values. Rotating the Garmin key locks out everyone who has stored a password: never in passing. */
function newKeys(due: readonly { readonly name: string; readonly origin: string }[], { environment }: SecretStatus) {
  const drawn = due.filter(({ name, origin }) => origin === 'generated' && name !== GARMIN).map(({ name }) => name);
  if (drawn.length > 0) {
    return `npx kaizencoach-secrets rotate ${environment} ${drawn.join(' ')}`;
  }
  return due.some(({ name }) => name !== GARMIN)
    ? `npx kaizencoach-secrets populate ${environment}`
    : `leave ${GARMIN} until its users know that they must re-authenticate; docs/runbook.md says how`;
}
