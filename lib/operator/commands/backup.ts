import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as v from 'valibot';
import { command } from '../command-line/command';
import { environmentGiven } from '../names';
import { UsageError } from '../operator-error';
import { quoted } from '../rendering/quoted';
import { lines, toned } from '../rendering/view';

/** Writes an encrypted copy of the document. */
export const backup = command({
  name: 'backup',
  summary: 'an encrypted copy (age), made by the keeper for the recipients in the environment’s row',
  arguments: ['<environment>'],
  options: [
    { flags: '--out <file>', description: 'where to write it (default: <environment>-<time>.age, in this folder)' },
  ],
  examples: [{ line: 'backup staging --out staging.age', does: 'only holders of a backup identity can read it' }],
  input: v.object({ environment: v.string(), out: v.optional(v.string()) }),
  run: async ({ environment, out }, { services, terminal, now }) => {
    const row = environmentGiven(environment);
    const file = resolve(out ?? `${row.name}-${now().toISOString().slice(0, 19).replaceAll(':', '-')}Z.age`);
    const { armored, versionId } = await terminal.progress.during(`the keeper of ${row.name} encrypts`, async () =>
      (await services.keeper(row)).backup(),
    );
    writeNew(file, armored);
    return {
      data: { environment: row.name, file, versionId },
      view: [
        lines(
          toned('good', `wrote ${file}: version ${versionId}, encrypted`),
          `next: npx kaizencoach-secrets restore ${row.name} ${quoted(file)} --identity age.key --check`,
          '      proves that it can be read, where age.key is a recipient’s identity',
        ),
      ],
    };
  },
});

/** @throws UsageError where there is a file of that name, or it cannot be written. */
function writeNew(file: string, text: string): void {
  try {
    writeFileSync(file, text.endsWith('\n') ? text : `${text}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw new UsageError({
      rule: 'not-written',
      reason:
        code === 'EEXIST'
          ? `${file} exists, and a backup never replaces a file`
          : `${file} cannot be written (${code})`,
      next: 'choose another file with --out',
    });
  }
}
