import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environmentNamed } from '../../../lib/environments/rows';
import { newIdentity } from '../../../lib/operator/input/new-identity';
import { Redactor } from '../../../lib/operator/rendering/redactor';

const row = { ...environmentNamed('staging'), backupRecipients: ['age1first', 'age1second'] };
const NOW = new Date('2026-06-01T12:34:56.789Z');
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'identity-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('the file has the form of age-keygen; the answer has all but the identity, and the steps that are left', async () => {
  const file = join(folder, 'age.key');
  const redactor = new Redactor();
  const { data, view } = await newIdentity(row, file, NOW, redactor);

  const [created, publicKey, identity = '', ...rest] = readFileSync(file, 'utf8').split('\n');
  expect([created, publicKey, rest]).toEqual([
    '# created: 2026-06-01T12:34:56Z',
    `# public key: ${data['recipient']}`,
    [''],
  ]);
  expect(identity).toMatch(/^AGE-SECRET-KEY-1/);
  expect(data).toEqual({ environment: 'staging', file, recipient: expect.stringMatching(/^age1[a-z0-9]+$/) });

  const told = JSON.stringify(view);
  for (const said of [
    `wrote ${file}`,
    'into a password manager, and then delete it here',
    'the row of staging in lib/environments/rows.ts',
    `backupRecipients: ['age1first', 'age1second', '${data['recipient']}'],`,
    'Then deploy, and: npx kaizencoach-secrets backup staging',
  ]) {
    expect(told).toContain(said);
  }
  expect(told).not.toContain(identity);
  expect(redactor.clean(identity)).toBe('‹hidden›');
});

test('a file that is there stays, and the option for another place is named', async () => {
  const file = join(folder, 'age.key');
  await newIdentity(row, file, NOW, new Redactor());
  const before = readFileSync(file, 'utf8');

  await expect(newIdentity(row, file, NOW, new Redactor())).rejects.toMatchObject({
    rule: 'not-written',
    exitCode: 2,
    next: 'choose another file with --new-identity',
  });
  expect(readFileSync(file, 'utf8')).toBe(before);
});
