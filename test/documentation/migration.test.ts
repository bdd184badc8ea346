import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '../../lib/environments/row';
import { environmentNamed } from '../../lib/environments/rows';
import { validateEnvironments } from '../../lib/environments/rules';
import { projectRoot } from '../../lib/project-root';
import { templateOf } from '../support/synthesized';

const PAGE = readFileSync(join(projectRoot(), 'docs', 'migration-from-terraform.md'), 'utf8');

/** The members of a row in the page about the migration, with what a person fills in. */
function rowOfThePage(): Partial<Environment> {
  const [, block = ''] = /```ts\n([\s\S]*?)```/.exec(PAGE) ?? [];
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

test('the row after the last step of the cut-over passes, which says what to state in place of the readers', () => {
  const { transitionReaders: _, secret, ...others } = rowOfThePage();
  const [step = ''] = /^\d\. Take `transitionReaders`[^.]*\./m.exec(PAGE) ?? [];
  const [, statement = ''] = /`(\w+: true)`/.exec(step) ?? [];
  const stated = { ...secret, ...new Function(`return ({${statement}})`)() };
  const row = {
    ...environmentNamed('staging'),
    secretName: 'SECRET',
    ...others,
    secret: stated,
    account: '111122223333',
  };

  expect(() => validateEnvironments([row])).not.toThrow();
});
