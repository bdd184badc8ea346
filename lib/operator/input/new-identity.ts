import type { Environment } from '../../environments/row';
import type { Redactor } from '../rendering/redactor';
import { lines, type Result, toned } from '../rendering/view';
import { writeNewFile } from './write-new-file';

/**
 * Makes an age identity, in the form that age-keygen writes, and says what to put into the environment's row. The identity
 * itself stands in the file only.
 * @throws UsageError where the file exists or cannot be written.
 */
export async function newIdentity(
  { name, backupRecipients = [] }: Environment,
  file: string,
  now: Date,
  redactor: Redactor,
): Promise<Result> {
  const { generateX25519Identity, identityToRecipient } = await import('age-encryption');
  const identity = await generateX25519Identity();
  redactor.keep(identity);
  const recipient = await identityToRecipient(identity);
  const text = `# created: ${now.toISOString().slice(0, 19)}Z\n# public key: ${recipient}\n${identity}\n`;
  writeNewFile(file, text, { what: 'an identity', option: '--new-identity' });
  const all = [...backupRecipients, recipient].map((each) => `'${each}'`).join(', ');
  return {
    data: { environment: name, file, recipient },
    view: [
      lines(
        toned('good', `wrote ${file}: whoever has it can read the backups that are made from the next deployment on`),
        'Put it into a password manager, and then delete it here: it is needed for restore only.',
        `Line for the row of ${name} in lib/environments/rows.ts, which is no secret:`,
        `    backupRecipients: [${all}],`,
        `Then deploy, and: npx kaizencoach-secrets backup ${name}`,
      ),
    ],
  };
}
