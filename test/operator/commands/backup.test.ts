import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { armor, Encrypter, identityToRecipient } from 'age-encryption';
import { environmentNamed } from '../../../lib/environments/rows';
import { openBackup } from '../../../lib/operator/input/backup-file';
import { run } from '../../../lib/operator/run';
import { fakeContext } from '../support/fake-context';

let folder: string;
let asked: number;
let malformed: string[];
beforeEach(() => {
  asked = 0;
  malformed = [];
  folder = mkdtempSync(join(tmpdir(), 'backup-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function backup(...args: readonly string[]) {
  const context = fakeContext({
    keepers: {
      staging: {
        backup: async () => {
          asked += 1;
          return { ...ANSWER, recorded: true, malformed };
        },
      },
    },
  });
  return { exitCode: await run(['backup', 'staging', ...args], context), context };
}

const ANSWER = { contract: 2, outcome: 'backup', versionId: 'v1', armored: 'armored' } as const;

test('a new identity: its file is its owner’s alone, and only the public half is shown', async () => {
  const file = join(folder, 'identity.txt');
  const { exitCode, context } = await backup('--new-identity', file);
  const text = readFileSync(file, 'utf8');
  const identity = text.split('\n')[2] ?? '';
  expect(exitCode).toBe(0);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(identity).toMatch(/^AGE-SECRET-KEY-1[0-9A-Z]+$/);
  expect(context.stdout.text).toContain(`backupRecipients: ['${await identityToRecipient(identity)}'],`);
  expect(context.stdout.text + context.stderr.text).not.toContain(identity.slice(0, 24));
});

test('a new identity that git would take is warned of', async () => {
  execFileSync('git', ['init'], { cwd: folder, stdio: 'ignore' });
  const { exitCode, context } = await backup('--new-identity', join(folder, 'mine.txt'));

  expect(exitCode).toBe(0);
  expect(context.stderr.text).toMatch(/warning: .*mine\.txt is not ignored by git/);
});

test('restore reads the identity that was made', async () => {
  const identity = join(folder, 'identity.txt');
  await backup('--new-identity', identity);
  const encrypter = new Encrypter();
  encrypter.addRecipient(/# public key: (\S+)/.exec(readFileSync(identity, 'utf8'))?.[1] ?? '');
  const file = join(folder, 'backup.age');
  writeFileSync(file, armor.encode(await encrypter.encrypt('{"AI_MODEL":"m"}')));
  const opened = await openBackup({ file, identity }, environmentNamed('staging'), fakeContext());
  expect(opened.document).toBe('{"AI_MODEL":"m"}');
});

test.each(['a file', 'a link to nowhere'])('a new identity never replaces %s', async (what) => {
  const file = join(folder, 'there.txt');
  what === 'a file' ? writeFileSync(file, 'kept') : symlinkSync(join(folder, 'target'), file);
  const { exitCode, context } = await backup('--new-identity', file);
  expect(exitCode).toBe(2);
  expect(context.stderr.text).toContain('an identity never replaces a file');
  expect(what === 'a file' ? readFileSync(file, 'utf8') : '').toBe(what === 'a file' ? 'kept' : '');
});

test('a backup is written once, and says where', async () => {
  const file = join(folder, 'staging.age');
  expect((await backup('--out', file)).exitCode).toBe(0);
  const { exitCode, context } = await backup('--out', file);
  expect(exitCode).toBe(2);
  expect(context.stderr.text).toContain('a backup never replaces a file');
  expect(readFileSync(file, 'utf8')).toBe('armored\n');
});

test.each<[string, (file: string) => unknown, string]>([
  ['there', (file) => writeFileSync(file, 'kept'), 'a backup never replaces a file'],
  ['a link to nowhere', (file) => symlinkSync(join(folder, 'target'), file), 'a backup never replaces a file'],
  ['in no folder', () => rmSync(folder, { recursive: true }), 'cannot be written (ENOENT)'],
  ['below a file', (file) => writeFileSync(file, ''), 'cannot be written (ENOTDIR)'],
])(
  'where the file is %s, the keeper is not asked: it would record a backup that nobody has',
  async (what, given, reason) => {
    const file = join(folder, 'staging.age');
    given(file);
    const { exitCode, context } = await backup('--out', what === 'below a file' ? join(file, 'x.age') : file);
    expect({ exitCode, asked }).toEqual({ exitCode: 2, asked: 0 });
    expect(context.stderr.text).toContain(reason);
    mkdirSync(folder, { recursive: true });
  },
);

test.each([
  ['STRAVA_CLIENT_ID', 'restore will refuse this backup'],
  ['GCP_LOCATION', 'restore puts it back so only where the secret has no value of it'],
])('a backup with a %s that the app cannot use warns of it by name', async (key, text) => {
  malformed = [key];
  const { exitCode, context } = await backup('--out', join(folder, 'staging.age'));

  expect(exitCode).toBe(0);
  expect(context.stdout.text).toContain(`warning: the app cannot use ${key} as it is stored; ${text}`);
});
