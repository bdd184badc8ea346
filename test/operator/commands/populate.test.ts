import { generateKeyPairSync } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../../lib/operator/run';
import { aChange, aPlan, aStatus, fakeContext, fakeKeeper } from '../support/fake-context';

const GOOGLE = 'GOOGLE_APPLICATION_CREDENTIALS_JSON';
const { privateKey } = generateKeyPairSync('ec', {
  namedCurve: 'P-256',
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});
const KEY_FILE = { type: 'service_account', project_id: 'kaizencoach-staging', private_key: privateKey };

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'populate-'));
  path = join(folder, 'downloaded.json');
  writeFileSync(path, JSON.stringify(KEY_FILE));
  chmodSync(path, 0o644);
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Populates by prompts: skips the client secret, types the path of Google's file, skips the client id; then consents. */
async function typed(file: string, args: readonly string[], ...consents: readonly boolean[]) {
  const staging = fakeKeeper({
    status: async () => aStatus(),
    plan: async () => aPlan({ entries: [{ key: GOOGLE, action: 'add' }] }),
    change: async () => aChange({ generated: [], populated: [GOOGLE] }),
  });
  const context = fakeContext({ keepers: { staging }, answers: ['', file, '', ...consents] });
  const exitCode = await run(['populate', 'staging', ...args], context);
  return { exitCode, told: context.stderr.text, asked: context.questions.slice(3), orders: staging.orders };
}

test.each<[string, string[], boolean[], boolean]>([
  ['with --delete-file', ['--delete-file'], [true], false],
  ['where the person wants it', [], [true, true], false],
  ['not where the person does not', [], [true, false], true],
])('the key file whose path was typed is deleted %s', async (_, args, consents, stays) => {
  const { exitCode, told } = await typed(` ${path} `, args, ...consents);

  expect({ exitCode, stays: existsSync(path) }).toEqual({ exitCode: 0, stays });
  expect(told).toContain(stays ? `still there, with secrets in it; delete it: rm ${path}` : `deleted: ${path}`);
  expect(told).toContain(`${path} can be read by other users of this machine`);
});

test('with --delete-file a link that was typed is refused before the question, and nothing is changed', async () => {
  const link = join(folder, 'link.json');
  symlinkSync(path, link);
  const { exitCode, told, asked, orders } = await typed(link, ['--delete-file'], true);

  expect({ exitCode, asked, orders }).toEqual({ exitCode: 2, asked: [], orders: [] });
  expect(told).toContain('is a symbolic link');
});
