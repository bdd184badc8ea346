import * as v from 'valibot';
import type { PlannedChange } from '../../contract/operator-request';
import { CHANGE_OPTIONS, changeInput, GARMIN_OPTION } from '../changes/change-options';
import { changeResult } from '../changes/change-result';
import { makeChange } from '../changes/make-change';
import { command } from '../command-line/command';
import { environmentGiven, keyGiven } from '../names';
import { UsageError } from '../operator-error';

/** Draws new values for generated keys. */
export const rotate = command({
  name: 'rotate',
  summary: 'new values for generated keys, drawn by the keeper; nobody sees them',
  arguments: ['<environment>', '<keys...>'],
  options: [...CHANGE_OPTIONS, GARMIN_OPTION],
  examples: [
    { line: 'rotate staging FLASK_SECRET_KEY', does: 'says what it means (every user is logged out) and asks' },
    {
      line: 'rotate staging GARMIN_ENCRYPTION_KEY --invalidate-garmin-passwords --yes',
      does: 'for a leaked key: every stored Garmin password becomes unreadable',
    },
  ],
  input: v.object({ ...changeInput, keys: v.array(v.string()) }),
  run: async ({ environment, keys, ...wishes }, context) => {
    const row = environmentGiven(environment);
    const change: PlannedChange = {
      operation: 'rotate',
      keys: [...new Set(keys.map((key) => generatedKey(key, environment)))],
    };
    const made = await makeChange(await context.services.keeper(row), change, wishes, context);
    return changeResult(made, change, wishes, row);
  },
});

function generatedKey(name: string, environment: string): string {
  const key = keyGiven(name);
  if (key.generate === undefined) {
    throw new UsageError({
      rule: 'not-generated',
      reason: `${key.name} is not generated here, so the keeper cannot rotate it`,
      next: `put a new one (${key.source}) into a file new.key, then npx kaizencoach-secrets populate ${environment} --set ${key.name}=@new.key`,
    });
  }
  return key.name;
}
