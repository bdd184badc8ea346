import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { armor, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { REQUIRED_KEYS } from '../../../lib/catalogue/catalogue';
import { environmentNamed } from '../../../lib/environments/rows';
import { openBackup } from '../../../lib/operator/input/backup-file';
import { Redactor } from '../../../lib/operator/rendering/redactor';
import { fakeContext } from '../support/fake-context';

const staging = environmentNamed('staging');
let folder: string;
let identity: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'backup-'));
  identity = await generateX25519Identity();
});
afterEach(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string): string {
  writeFileSync(join(folder, name), content, { mode: 0o600 });
  return join(folder, name);
}

async function backupOf(document: string): Promise<string> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(await identityToRecipient(identity));
  return file('b.age', armor.encode(await encrypter.encrypt(document)));
}

async function opened(document: string, redactor = new Redactor()) {
  const place = { file: await backupOf(document), identity: file('age.key', `# created\n${identity}\n`) };
  return openBackup(place, staging, { ...fakeContext(), redactor });
}

test('says what is missing and malformed, and gives the document to the letter', async () => {
  const document = '{"STRAVA_CLIENT_ID":"188207", "STRAVA_CLIENT_SECRET":"zz", "AI_TEMPERATURE":9, "x":2.50}';

  expect(await opened(document)).toEqual({
    document,
    malformed: [{ key: 'STRAVA_CLIENT_SECRET', rule: 'must be hexadecimal digits (length 2)' }],
    malformedOptional: [{ key: 'AI_TEMPERATURE', rule: 'must be a number from 0 to 2' }],
    missing: REQUIRED_KEYS.map(({ name }) => name).filter((name) => !Object.keys(JSON.parse(document)).includes(name)),
    clientId: '188207',
  });
});

test.each(['""', 'null'])(
  '%s is no value, as for the keeper: missing where it is required, and else nothing',
  async (none) => {
    const { malformed, missing } = await opened(`{"STRAVA_CLIENT_ID":${none}, "STRAVA_REDIRECT_URI":${none}}`);

    expect(malformed).toEqual([]);
    expect(missing).toContain('STRAVA_CLIENT_ID');
    expect(missing).not.toContain('STRAVA_REDIRECT_URI');
  },
);

test('an age file that is not armored is called so, with what makes it readable here and does it no harm', async () => {
  const encrypter = new Encrypter();
  encrypter.addRecipient(await identityToRecipient(identity));
  const binary = join(folder, 'binary.age');
  writeFileSync(binary, await encrypter.encrypt('{"x":1}'));
  const place = { file: binary, identity: file('age.key', identity) };
  const refused = await openBackup(place, staging, fakeContext()).catch((error) => error);

  expect(refused).toMatchObject({ rule: 'not-armored', exitCode: 2 });
  expect(refused.message).toContain('it is an age file in binary form');
  expect(refused.next).not.toContain('UTF-8');
  const [begin, command, end] =
    /(-----BEGIN.*?-----).*?(openssl base64 -in).*?(-----END.*?-----)/.exec(refused.next)?.slice(1) ?? [];
  const body = execFileSync('sh', ['-c', `${command} ${binary}`], { encoding: 'utf8' });
  const armored = file('armored.age', `${begin}\n${body}${end}\n`);
  expect((await openBackup({ ...place, file: armored }, staging, fakeContext())).document).toBe('{"x":1}');
});

test('from then on neither the values nor the identity are shown', async () => {
  const redactor = new Redactor();
  await opened('{"FLASK_SECRET_KEY":"a value to hide"}', redactor);

  expect(redactor.clean(`a value to hide, ${identity}`)).toBe('‹hidden›, ‹hidden›');
});

test('a backup of the longest document can be read', async () => {
  const document = JSON.stringify({ x: 'x'.repeat(65_528) });

  expect((await opened(document)).document).toHaveLength(65_536);
});

test.each([
  ['the environment’s own', 'kaizencoach-staging', []],
  ['another’s', 'kaizencoach-prod', ['must be kaizencoach-staging, the GCP project of this environment']],
])('a GCP project is judged by the environment: %s', async (_, project, rules) => {
  const { malformed } = await opened(JSON.stringify({ GCP_PROJECT_ID: project }));
  expect(malformed.map(({ rule }) => rule)).toEqual(rules);
});

test('another identity: refused, without what the library says, and the right one is described', async () => {
  const backup = await backupOf('{}');
  const stranger = file('stranger.key', await generateX25519Identity());

  await expect(openBackup({ file: backup, identity: stranger }, staging, fakeContext())).rejects.toMatchObject({
    rule: 'not-decrypted',
    exitCode: 1,
    message: `${backup}: it cannot be decrypted with this identity, or it is damaged`,
    next: expect.stringContaining('one of the backupRecipients that were in the environment’s row'),
  });
});

test('a backup of what is no document is called by the name of its file', async () => {
  await expect(opened('[]')).rejects.toMatchObject({
    rule: 'invalid-json',
    message: expect.stringMatching(/^the backup .*b\.age: must be one JSON object/),
  });
});

test.each([
  ['b.age', 'the backup (a path of '],
  ['age.key', 'the identity (a path of '],
])('%s that is not there is told by what it is for', async (name, said) => {
  const place = { file: await backupOf('{}'), identity: file('age.key', identity) };
  rmSync(join(folder, name));
  await expect(openBackup(place, staging, fakeContext())).rejects.toMatchObject({
    rule: 'unreadable',
    exitCode: 2,
    message: expect.stringContaining(said),
  });
});

test.each([
  ['no identity in the file', 'age.key', 'nothing', 'no-identity', 'age -d'],
  ['an identity in a comment', 'age.key', '# AGE-SECRET-KEY-1', 'no-identity', 'age -d'],
  ['no backup', 'b.age', 'nothing', 'not-a-backup', 'give a file that the command backup wrote'],
])('%s: exit code 2, and what to give', async (_, name, content, rule, next) => {
  const place = { file: await backupOf('{}'), identity: file('age.key', identity) };
  file(name, content);

  await expect(openBackup(place, staging, fakeContext())).rejects.toMatchObject({
    rule,
    exitCode: 2,
    message: expect.stringMatching(new RegExp(`${name}: it (holds no|is not an) age (?!.*nothing)`)),
    next: expect.stringContaining(next),
  });
});

test.each(['identity', 'file'] as const)('the %s can come from a pipe, such as <(age -d …)', async (piped) => {
  const place = { file: await backupOf('{}'), identity: file('age.key', identity) };
  const pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  spawn('cp', [place[piped], pipe]);

  expect(await openBackup({ ...place, [piped]: pipe }, staging, fakeContext())).toMatchObject({ document: '{}' });
});

test('blanks and line breaks of another system around an identity do no harm', async () => {
  const place = { file: await backupOf('{}'), identity: file('age.key', `# created\r\n  ${identity}\t\r\n`) };

  expect(await openBackup(place, staging, fakeContext())).toMatchObject({ document: '{}' });
});
