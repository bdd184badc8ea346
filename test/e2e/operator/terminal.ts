import { existsSync } from 'node:fs';
import { broughtValues, valuesFile, writePrivate } from '../support/operator-values';
import { binary, folder, remember, staging, values } from './stage';

/** What is asked, shown and hidden where a person sits. */
export function atATerminal(): void {
  test('populate asks, hides what is typed, and deletes the file afterwards if told so', async () => {
    const [typed, changed] = [broughtValues('kaizencoach-mark'), broughtValues('kaizencoach-staging')];
    values.add(typed.clientSecret).add(typed.privateKey).add(changed.clientSecret);
    const keyFile = writePrivate(folder(), 'mark.json', typed.keyFile);
    const file = valuesFile(folder(), changed);

    const asked = await binary.runAtTerminal(
      ['populate', 'mark'],
      [
        ['path of the key file', `${keyFile}\r`],
        ['STRAVA_CLIENT_ID', '\r'],
        ['STRAVA_CLIENT_SECRET', `${typed.clientSecret}\r`],
        ['Change mark (account', 'y\r'],
        ['Stored. Delete', 'n\r'],
      ],
    );
    const deleted = await binary.runAtTerminal(
      ['populate', 'staging', '--file', file],
      [
        ['Change staging (account', 'y\r'],
        ['Stored. Delete', '\r'],
      ],
    );

    expect(asked.stdout).toContain('set: STRAVA_CLIENT_SECRET, GOOGLE_APPLICATION_CREDENTIALS_JSON');
    expect(asked.exitCode).toBe(0);
    expect(deleted.exitCode).toBe(0);
    expect([keyFile, file].map((path) => existsSync(path))).toEqual([true, false]);
  });

  test.each([
    ['Ctrl-C', '\u0003'],
    ['Ctrl-D', '\u0004'],
  ])('%s at the question after the change keeps the file, shows the result, and is no failure', async (_, key) => {
    const changed = broughtValues('kaizencoach-staging');
    values.add(changed.clientSecret);
    const file = valuesFile(folder(), changed);

    const { exitCode, stdout } = await binary.runAtTerminal(
      ['populate', 'staging', '--file', file],
      [
        ['Change staging (account', 'y\r'],
        ['Stored. Delete', key],
      ],
    );

    expect(stdout).toMatch(/still there, with secrets in it.*done: version .*set: .*STRAVA_CLIENT_SECRET/s);
    expect(exitCode).toBe(0);
    expect(existsSync(file)).toBe(true);
  });

  test('the Garmin key is rotated when the environment’s name is typed, and not when another is', async () => {
    const { GARMIN_ENCRYPTION_KEY: before } = await remember();
    const args = ['rotate', 'staging', 'GARMIN_ENCRYPTION_KEY'];

    const wrong = await binary.runAtTerminal(args, [['Type the environment', 'production\r']]);
    const { GARMIN_ENCRYPTION_KEY: between } = await remember();
    const right = await binary.runAtTerminal(args, [['Type the environment', 'staging\r']]);

    expect([wrong.exitCode, right.exitCode]).toEqual([1, 0]);
    expect(between).toBe(before);
    expect((await remember())['GARMIN_ENCRYPTION_KEY']).not.toBe(before);
  });

  test('recover asks before it brings back a key, and history shows on a terminal too', async () => {
    await staging.secret.editJson(({ FLASK_SECRET_KEY: _, ...rest }) => rest);
    const declined = await binary.runAtTerminal(['recover', 'staging'], [['Change staging (account', 'n\r']]);
    expect(declined.exitCode).toBe(1);
    expect(await staging.secret.document()).not.toHaveProperty('FLASK_SECRET_KEY');

    const agreed = await binary.runAtTerminal(['recover', 'staging'], [['Change staging (account', 'y\r']]);
    const shown = await binary.runAtTerminal(['history', 'staging'], []);

    expect([agreed.exitCode, shown.exitCode]).toEqual([0, 0]);
    expect(await staging.secret.document()).toHaveProperty('FLASK_SECRET_KEY');
    expect(shown.stdout).toMatch(/recover.*\+FLASK_SECRET_KEY/s);
  });

  test('no, Ctrl-C and Ctrl-D change nothing, and what stands behind && is not run', async () => {
    const version = await staging.secret.versionId();
    const args = ['rotate', 'staging', 'FLASK_SECRET_KEY'];

    const no = await binary.runAtTerminal(args, [['Change staging (account', 'n\r']]);
    const interrupted = await binary.runAtTerminal(args, [['Change staging (account', '\u0003']]);
    const ended = await binary.runAtTerminal(args, [['Change staging (account', '\u0004']]);

    for (const { exitCode, stdout } of [no, interrupted, ended]) {
      expect(exitCode).toBe(1);
      expect(stdout).toContain('cancelled; nothing was changed');
    }
    expect(await staging.secret.versionId()).toBe(version);
  });

  test('colours on a terminal, unless NO_COLOR is set, and never in a pipe', async () => {
    const colour = '\u001b[32m';
    const args = ['status', 'staging'];

    expect((await binary.runAtTerminal(args, [])).stdout).toContain(colour);
    expect((await binary.runAtTerminal(args, [], { NO_COLOR: '1' })).stdout).not.toContain(colour);
    expect((await binary.run(args)).stdout).not.toContain('\u001b');
  });
}
