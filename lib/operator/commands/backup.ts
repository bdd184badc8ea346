import { resolve } from 'node:path';
import * as v from 'valibot';
import { isRequired } from '../../catalogue/catalogue';
import { command } from '../command-line/command';
import { warnOfExposure } from '../input/file-exposure';
import { newIdentity } from '../input/new-identity';
import { refuseTakenPlace, writeNewFile } from '../input/write-new-file';
import { environmentGiven } from '../names';
import { quoted } from '../rendering/quoted';
import { type Cell, lines, toned } from '../rendering/view';

/** Writes an encrypted copy of the document. */
export const backup = command({
  name: 'backup',
  summary: 'an encrypted copy (age), made by the keeper for the recipients in the environment’s row',
  arguments: ['<environment>'],
  options: [
    { flags: '--out <file>', description: 'where to write it (default: <environment>-<time>.age, in this folder)' },
    { flags: '--new-identity <file>', description: 'make no backup, but an identity that can read later ones' },
  ],
  examples: [
    { line: 'backup staging --out staging.age', does: 'only holders of a backup identity can read it' },
    {
      line: 'backup staging --new-identity staging-identity.txt',
      does: 'and prints the line for the environment’s row',
    },
  ],
  input: v.object({ environment: v.string(), out: v.optional(v.string()), newIdentity: v.optional(v.string()) }),
  run: async ({ environment, out, newIdentity: wanted }, { services, terminal, now, redactor, output }) => {
    const row = environmentGiven(environment);
    if (wanted !== undefined) {
      const made = await newIdentity(row, resolve(wanted), now(), redactor);
      warnOfExposure(wanted, output);
      return made;
    }
    const file = resolve(out ?? `${row.name}-${now().toISOString().slice(0, 19).replaceAll(':', '-')}Z.age`);
    const place = { what: 'a backup', option: '--out' };
    // The keeper records a backup when it hands it out.
    refuseTakenPlace(file, place);
    const { armored, versionId, recorded, malformed } = await terminal.progress.during(
      `the keeper of ${row.name} encrypts`,
      async () => (await services.keeper(row)).backup(),
    );
    writeNewFile(file, armored, place);
    return {
      data: { environment: row.name, file, versionId, recorded, malformed },
      view: [
        lines(
          toned('good', `wrote ${file}: version ${versionId}, encrypted`),
          ...(recorded ? [] : [toned('warning', 'its date could not be recorded: doctor will call a backup due')]),
          ...warnings(malformed, row.name),
          `next: npx kaizencoach-secrets restore ${row.name} ${quoted(file)} --identity age.key --check`,
          '      proves that it can be read, where age.key is a recipient’s identity',
        ),
      ],
    };
  },
});

/** What a restore of this backup would refuse, and what it would put back though the app cannot use it. */
function warnings(malformed: readonly string[], environment: string): readonly Cell[] {
  const told = (keys: readonly string[], text: string) =>
    keys.length === 0
      ? []
      : [toned('warning', `warning: the app cannot use ${keys.join(', ')} as it is stored; ${text}`)];
  return [
    ...told(
      malformed.filter(isRequired),
      `restore will refuse this backup: mend it (npx kaizencoach-secrets status ${environment}), then back up again`,
    ),
    ...told(
      malformed.filter((key) => !isRequired(key)),
      'restore puts it back so only where the secret has no value of it',
    ),
  ];
}
