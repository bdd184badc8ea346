import * as v from 'valibot';
import type { PlannedChange } from '../../contract/operator-request';
import { CHANGE_OPTIONS, changeInput, GARMIN_OPTION } from '../changes/change-options';
import { changeResult } from '../changes/change-result';
import { makeChange } from '../changes/make-change';
import { command } from '../command-line/command';
import { environmentGiven, keyGiven } from '../names';

/** Goes back to the version before. */
export const rollback = command({
  name: 'rollback',
  summary: 'back to the version before (AWSPREVIOUS), whole, or only the keys named',
  arguments: ['<environment>', '[keys...]'],
  options: [...CHANGE_OPTIONS, GARMIN_OPTION],
  examples: [
    { line: 'rollback staging', does: 'the whole document, after showing what that changes' },
    { line: 'rollback staging STRAVA_CLIENT_SECRET', does: 'this key only' },
  ],
  input: v.object({ ...changeInput, keys: v.optional(v.array(v.string()), []) }),
  run: async ({ environment, keys, ...wishes }, context) => {
    const row = environmentGiven(environment);
    const names = [...new Set(keys.map((key) => keyGiven(key).name))];
    const change: PlannedChange = { operation: 'rollback', ...(names.length === 0 ? {} : { keys: names }) };
    const made = await makeChange(await context.services.keeper(row), change, wishes, context);
    return changeResult(made, change, wishes, row);
  },
});
