import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '../../lib/environments/row';
import { environmentNamed } from '../../lib/environments/rows';
import { validateEnvironments } from '../../lib/environments/rules';
import { projectRoot } from '../../lib/project-root';
import { templateOf } from '../support/synthesized';

/** The members of a row in the page about the migration, with what a person fills in. */
function rowOfThePage(): Partial<Environment> {
  const page = readFileSync(join(projectRoot(), 'docs', 'migration-from-terraform.md'), 'utf8');
  const [, block = ''] = /```ts\n([\s\S]*?)```/.exec(page) ?? [];
  const expires = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  const filled = block.replace('YYYY-MM-DD', expires).replace('…', '11111111-2222-3333-4444-555555555555');
  return new Function(`return ({${filled}})`)();
}

test.each(['production', 'staging', 'mark'])('the row of the page passes the rules for rows: %s', (name) => {
  const secretName = 'SECRET';
  const row = { ...environmentNamed(name), secretName, ...rowOfThePage(), account: '111122223333' };

  expect(() => validateEnvironments([row])).not.toThrow();
  expect(() => templateOf(row)).not.toThrow();
});
