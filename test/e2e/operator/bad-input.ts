import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { broughtValues, writePrivate } from '../support/operator-values';
import { binary, brought, folder, json, staging } from './stage';

/** What a person brings that is refused. */
export function badInput(): void {
  const secret = brought.clientSecret;
  const file = (content: string) => () => ['--file', writePrivate(folder(), 'bad-secrets.json', content)];
  const set = (text: string) => () => ['--set', text];

  test.each<[string, () => string[], RegExp]>([
    ['an unknown key', file(`{"STRAVA_CLIENT_SECRT": "${secret}"}`), /did you mean STRAVA_CLIENT_SECRET\?/],
    ['a value in the place of a key', file(`{"${secret}": "x"}`), /no key of that name \(length 40\)/],
    ['a generated key', file(`{"FLASK_SECRET_KEY": "${secret}"}`), /--import-generated/],
    ['an empty value', file('{"STRAVA_CLIENT_SECRET": ""}'), /must not be empty \(length 0\)/],
    ['a placeholder', file('{"STRAVA_CLIENT_SECRET": "your_strava_app_client_secret"}'), /placeholder.*\(length 29\)/],
    ['a malformed value', file(`{"STRAVA_CLIENT_ID": "${secret}"}`), /must be decimal digits \(length 40\)/],
    [
      'a file of another project',
      () => ['--gcp-key-file', writePrivate(folder(), 'k.json', broughtValues('other').keyFile)],
      /"project_id" must be kaizencoach-staging/,
    ],
    [
      'invalid JSON',
      file(`{\n  "STRAVA_CLIENT_SECRET": "${secret}"\n  "STRAVA_CLIENT_ID": "1"}`),
      /line 3, column 3: comma expected/,
    ],
    [
      'a duplicate key',
      file(`{"STRAVA_CLIENT_ID": "1",\n "STRAVA_CLIENT_ID": "${secret}"}`),
      /same key twice, in lines 1 and 2/,
    ],
    ['an array', file(`["${secret}"]`), /must be one JSON object, got an array/],
    ['a value on the command line', set('STRAVA_CLIENT_SECRET=literal'), /every user of this machine.*\(length 7\)/],
    ['a file that is not there', set('STRAVA_CLIENT_SECRET=@nowhere'), /there is no such file/],
    [
      'a document that is too long',
      file(`{"AI_MODEL": "${'x'.repeat(70_000)}"}`),
      /more than the 65536 bytes that it can have/,
    ],
    ['no source and no terminal', () => [], /no terminal to ask at/],
    ['an unknown option', () => ['--sett', 'x'], /unknown option \(length 6\)/],
  ])('%s', async (_, args, message) => {
    const version = await staging.secret.versionId();

    const run = await binary.run(['populate', 'staging', '--yes', ...args()]);

    expect(run.stderr).toMatch(message);
    expect(run.exitCode).toBe(2);
    expect(run.stdout).toBe('');
    expect(await staging.secret.versionId()).toBe(version);
  });

  test('an unknown environment: the known ones, also as JSON', async () => {
    const run = await binary.run(['status', 'stagin', '--json']);

    expect(run.exitCode).toBe(2);
    expect(json(run.stdout)).toMatchObject({ outcome: 'refused', rule: 'unknown-environment' });
    expect(json(run.stdout)['next']).toContain('production, staging, mark');
  });

  test('a file that others can read is a warning', async () => {
    const mode = await binary.run(['populate', 'staging', '--file', writeOpen(), '--dry-run']);

    expect(mode.stderr).toContain('can be read by other users of this machine: chmod 600');
  });
}

function writeOpen(): string {
  const path = join(folder(), 'open-secrets.json');
  writeFileSync(path, JSON.stringify({ STRAVA_CLIENT_SECRET: brought.clientSecret }), { mode: 0o644 });
  return path;
}
