import * as v from 'valibot';
import type { PlannedChange } from '../../contract/operator-request';
import { CHANGE_OPTIONS, changeInput, GARMIN_OPTION } from '../changes/change-options';
import { changeResult } from '../changes/change-result';
import { leftUnusable, leftUnusableView } from '../changes/left-unusable';
import { makeChange } from '../changes/make-change';
import { command } from '../command-line/command';
import { environmentGiven } from '../names';
import { UsageError } from '../operator-error';

/** Brings every required key back that has no usable value. */
export const recover = command({
  name: 'recover',
  summary:
    'bring back every required key that is missing or malformed, from the last version that had it; loses nothing unasked',
  arguments: ['<environment>'],
  options: [
    {
      flags: '--from <version>',
      description: 'take keys from there whose last value cannot be told (history lists versions)',
    },
    {
      flags: '--ignore <version>',
      description: 'leave a version out of account, such as one that cannot be read; may be given more than once',
      repeatable: true,
    },
    ...CHANGE_OPTIONS,
    GARMIN_OPTION,
  ],
  examples: [
    { line: 'recover staging', does: 'shows what comes back from where, and asks' },
    { line: 'recover staging --dry-run', does: 'only shows it' },
  ],
  input: v.object({
    ...changeInput,
    from: v.optional(v.string()),
    ignore: v.optional(v.array(v.string()), []),
  }),
  run: async ({ environment, from, ignore, ...wishes }, context) => {
    const row = environmentGiven(environment);
    refuseNoVersion('--from', from, row.name);
    for (const versionId of ignore) {
      refuseNoVersion('--ignore', versionId, row.name);
    }
    const change: PlannedChange = {
      operation: 'recover',
      ...(from === undefined ? {} : { from }),
      ...(ignore.length === 0 ? {} : { ignore }),
    };
    const made = await makeChange(await context.services.keeper(row), change, wishes, context);
    const result = changeResult(made, change, wishes, row);
    const left = leftUnusable(made.plan, row.name);
    return left.length === 0
      ? result
      : { failed: true, data: { ...result.data, left }, view: [...result.view, ...leftUnusableView(left)] };
  },
});

/** What a variable of the shell holds that is not set: the keeper would take it for a request that it does not know. */
function refuseNoVersion(flag: string, versionId: string | undefined, environment: string): void {
  if (versionId !== undefined && (versionId === '' || versionId.length > 64)) {
    throw new UsageError({
      rule: 'usage',
      reason: `${flag} must be the id of a version (length ${versionId.length})`,
      next: `npx kaizencoach-secrets history ${environment}, which lists the versions`,
    });
  }
}
