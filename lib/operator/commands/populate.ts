import * as v from 'valibot';
import type { Environment } from '../../environments/row';
import { CHANGE_OPTIONS, changeInput, GARMIN_OPTION, IMPORT_OPTION } from '../changes/change-options';
import { changeResult } from '../changes/change-result';
import { makeChange } from '../changes/make-change';
import { command } from '../command-line/command';
import type { Context } from '../context';
import { broughtValues, checkedValues, filesOf, keepSecret, type Sources } from '../input/brought-values';
import type { BroughtValue } from '../input/check-value';
import { deleteFiles, refuseLinks } from '../input/delete-files';
import { warnOfExposure } from '../input/file-exposure';
import type { Brought } from '../input/json-values';
import { promptedValues } from '../input/prompted-values';
import { environmentGiven } from '../names';
import { UsageError } from '../operator-error';
import { checkClientId, noteClientIdCheck } from '../populate-client-id';

interface Found {
  readonly brought: readonly Brought[];
  /** The files that stay behind. */
  readonly files: readonly string[];
}

/** Sets the keys that a person brings. */
export const populate = command({
  name: 'populate',
  summary: 'set the keys that a person brings; everything is checked first, and one write is made',
  arguments: ['<environment>'],
  options: [
    { flags: '--file <file>', description: 'JSON file with the values, or - for the standard input' },
    { flags: '--gcp-key-file <file>', description: 'service-account key file of Google, as downloaded' },
    {
      flags: '--set <KEY=@file>',
      description: 'one value from a file, or KEY=- from the standard input',
      repeatable: true,
    },
    IMPORT_OPTION,
    { flags: '--delete-file', description: 'delete the files when the values are stored' },
    ...CHANGE_OPTIONS,
    GARMIN_OPTION,
  ],
  examples: [
    { line: 'populate staging', does: 'asks for what is missing; what you type is not shown' },
    {
      line: 'populate staging --file staging-secrets.json --gcp-key-file key.json',
      does: 'the plan first, then one write',
    },
    { line: 'populate staging --set STRAVA_CLIENT_SECRET=- --yes < secret.txt', does: 'for a script' },
  ],
  notes: 'A value on the command line itself is refused: every user of the machine could see it.',
  input: v.object({
    ...changeInput,
    file: v.optional(v.string()),
    gcpKeyFile: v.optional(v.string()),
    set: v.optional(v.array(v.string())),
    importGenerated: v.optional(v.boolean(), false),
    deleteFile: v.optional(v.boolean(), false),
  }),
  run: async ({ environment, file, gcpKeyFile, set, deleteFile, ...wishes }, context) => {
    const row = environmentGiven(environment);
    const { brought, files } = await valuesFor(row, { file, gcpKeyFile, set }, context);
    if (deleteFile) {
      refuseLinks(files);
    }
    const values = checkedValues(brought, row);
    refuseGenerated(values, wishes.importGenerated);
    const exposures = files.flatMap((path) => warnOfExposure(path, context.output));
    const clientId = values.find(({ key }) => key.name === 'STRAVA_CLIENT_ID');
    const check = clientId && (await checkClientId(clientId.value, row, context));
    if (check !== undefined) {
      noteClientIdCheck(check, context);
    }
    const change = {
      operation: 'populate' as const,
      values: Object.fromEntries(values.map(({ key, value }) => [key.name, value])),
    };
    const made = await makeChange(await context.services.keeper(row), change, wishes, context);
    const deleted = wishes.dryRun ? [] : await deleteFiles(files, made, deleteFile, context);
    const { data, view } = changeResult(made, change, wishes, row);
    return {
      data: { ...data, warnings: exposures, ...(check === undefined ? {} : { clientId: check }), deleted },
      view,
    };
  },
});

async function valuesFor(row: Environment, sources: Sources, context: Context): Promise<Found> {
  const given = sources.file !== undefined || sources.gcpKeyFile !== undefined || sources.set !== undefined;
  if (!given && !context.terminal.interactive) {
    throw new UsageError({
      rule: 'no-source',
      reason: 'populate needs values, and there is no terminal to ask at',
      next: 'give --file <file> (- for the standard input), --set KEY=@file or --gcp-key-file <file>',
    });
  }
  const { brought, files } = given
    ? { brought: await broughtValues(sources, context), files: filesOf(sources) }
    : await promptedValues(await (await context.services.keeper(row)).status(), row, context);
  keepSecret(brought, context);
  if (brought.length === 0) {
    throw new UsageError({
      rule: 'no-values',
      reason: 'no value was given; nothing was changed',
      next: 'npx kaizencoach-secrets template, which prints what can be given',
    });
  }
  return { brought, files };
}

function refuseGenerated(values: readonly BroughtValue[], importGenerated: boolean): void {
  const generated = values.filter(({ key }) => key.generate !== undefined).map(({ key }) => key.name);
  if (generated.length > 0 && !importGenerated) {
    throw new UsageError({
      rule: 'generated-key',
      reason: `${generated.join(', ')}: the keeper draws these; nothing was changed`,
      next: 'leave them away, or give --import-generated if you move the values of a running app from another store',
    });
  }
}
