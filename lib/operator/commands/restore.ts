import * as v from 'valibot';
import { keyNamed } from '../../catalogue/catalogue';
import type { Environment } from '../../environments/row';
import { CHANGE_OPTIONS, changeInput, GARMIN_OPTION, IMPORT_OPTION } from '../changes/change-options';
import { changeResult } from '../changes/change-result';
import { makeChange } from '../changes/make-change';
import { planView } from '../changes/plan-view';
import { command } from '../command-line/command';
import type { Context } from '../context';
import { type MalformedKey, type OpenedBackup, openBackup } from '../input/backup-file';
import { warnOfExposure } from '../input/file-exposure';
import { environmentGiven } from '../names';
import { OperatorError, UsageError } from '../operator-error';
import { checkClientIdOfBackup, noteClientIdCheck } from '../populate-client-id';
import { type Cell, lines, type Result, table, toned, type View } from '../rendering/view';
import type { Keeper } from '../services/keeper';

/** Sets every key of a backup that differs. */
export const restore = command({
  name: 'restore',
  summary: 'put a backup back: every key of it that differs; or only check that it could be',
  arguments: ['<environment>', '<file>'],
  options: [
    { flags: '--identity <file>', description: 'age identity of a backup recipient (age-keygen)' },
    { flags: '--check', description: 'decrypt, validate and compare; write nothing' },
    ...CHANGE_OPTIONS,
    IMPORT_OPTION,
    GARMIN_OPTION,
  ],
  examples: [
    { line: 'restore staging staging.age --identity age.key --check', does: 'a drill: could this backup be used?' },
    { line: 'restore staging staging.age --identity age.key', does: 'shows the plan and asks' },
  ],
  input: v.object({
    ...changeInput,
    file: v.string(),
    identity: v.optional(v.string()),
    check: v.optional(v.boolean(), false),
    importGenerated: v.optional(v.boolean(), false),
  }),
  run: async ({ environment, file, identity, check, ...wishes }, context) => {
    const row = environmentGiven(environment);
    if (identity === undefined) {
      throw new UsageError({
        rule: 'no-identity',
        reason: 'restore needs the identity of a backup recipient',
        next: '--identity <file that age-keygen made>',
      });
    }
    const backup = await openBackup({ file, identity }, row, context);
    warnOfExposure(identity, context.output);
    const keeper = await context.services.keeper(row);
    if (check) {
      return checked(backup, keeper, context);
    }
    refuseUnusable(backup);
    const clientId = await checkedClientId(backup, row, context);
    const { document, malformedOptional } = backup;
    context.output.note(...ofNoUse(malformedOptional));
    const change = { operation: 'restore' as const, document };
    const { data, ...result } = changeResult(await makeChange(keeper, change, wishes, context), change, wishes, row);
    return { ...result, data: { ...data, malformedOptional, ...clientId } };
  },
});

/** What a restore does with optional keys that the app could not use. */
function ofNoUse(keys: readonly MalformedKey[]): readonly View[] {
  const found = keys.map(({ key, rule }) => `${key} ${rule}`).join('; ');
  const text = `warning: of no use to the app as the backup has it: ${found}; it comes back as it was where the secret has no value of it, and is left out where it has one`;
  return keys.length === 0 ? [] : [lines(toned('warning', text))];
}

/** What the other environments' Strava apps say of whose backup it is; nothing where it has none. */
async function checkedClientId({ clientId }: OpenedBackup, environment: Environment, context: Context) {
  if (clientId === undefined) {
    return {};
  }
  const check = await checkClientIdOfBackup(clientId, environment, context);
  noteClientIdCheck(check, context);
  return { clientId: check };
}

async function checked(backup: OpenedBackup, keeper: Keeper, context: Context): Promise<Result> {
  const { document, malformed, malformedOptional, missing } = backup;
  const { name } = keeper.environment;
  const usable = malformed.length === 0;
  const change = { operation: 'restore', document } as const;
  const clientId = usable ? await checkedClientId(backup, keeper.environment, context) : {};
  const plan = usable ? await keeper.plan(change) : undefined;
  return {
    // A key that is drawn comes from nowhere else.
    failed: !usable || missing.some((key) => keyNamed(key)?.generate !== undefined),
    data: {
      environment: name,
      check: true,
      usable,
      malformed,
      malformedOptional,
      missing,
      ...clientId,
      ...(plan === undefined ? {} : { plan }),
    },
    view: [
      lines('decrypted with this identity', usable ? valid(missing) : toned('bad', 'not usable as it is')),
      ...table(
        ['malformed', 'rule'],
        malformed.map(({ key, rule }) => [key, rule]),
      ),
      ...ofNoUse(malformedOptional),
      ...(plan === undefined ? [] : planView({ plan }, change, name)),
      lines('check: nothing was changed'),
    ],
  };
}

function valid(missing: readonly string[]): Cell {
  return missing.length === 0
    ? toned('good', 'valid: every required key is there and well formed')
    : toned(
        'warning',
        `what is there of the required keys is well formed; it has no value of ${missing.join(', ')}: a restore leaves these as they are`,
      );
}

function refuseUnusable({ malformed }: OpenedBackup): void {
  if (malformed.length > 0) {
    const found = malformed.map(({ key, rule }) => `${key} ${rule}`);
    throw new OperatorError({
      rule: 'unusable-backup',
      reason: `the app could not use this backup: ${found.join('; ')}; nothing was changed`,
      next: 'take another backup file of this environment, or populate the keys',
    });
  }
}
