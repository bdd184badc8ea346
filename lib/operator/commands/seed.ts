import * as v from 'valibot';
import { CHANGE_OPTIONS, changeInput } from '../changes/change-options';
import { changeResult } from '../changes/change-result';
import { makeChange } from '../changes/make-change';
import { command } from '../command-line/command';
import { environmentGiven } from '../names';

/** Adds the generated keys that are missing. */
export const seed = command({
  name: 'seed',
  summary: 'add the generated keys that are missing, such as after a console edit dropped one; nothing else',
  arguments: ['<environment>'],
  options: CHANGE_OPTIONS,
  examples: [
    { line: 'seed staging', does: 'takes a dropped key back from the version before; draws only what never existed' },
  ],
  input: v.object(changeInput),
  run: async ({ environment, ...wishes }, context) => {
    const row = environmentGiven(environment);
    const change = { operation: 'seed' } as const;
    const made = await makeChange(await context.services.keeper(row), change, wishes, context);
    return changeResult(made, change, wishes, row);
  },
});
