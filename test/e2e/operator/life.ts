import { join } from 'node:path';
import * as v from 'valibot';
import { withoutWaiting } from '../support/operator-binary';
import { valuesFile, writePrivate } from '../support/operator-values';
import { binary, brought, folder, json, remember, staging } from './stage';

/** From a fresh deployment to one whose keys were lost and brought back, each test upon the one before. */
export function life(): void {
  test('a fresh deployment: status names what a person must bring, exit code 1', async () => {
    const run = await binary.run(['status', 'staging']);
    const { exitCode, stdout } = run;

    expect(exitCode).toBe(1);
    expect(withoutWaiting(run)).toBe('');
    expect(stdout).toMatch(/STRAVA_CLIENT_SECRET +missing +external/);
    expect(stdout).toMatch(/FLASK_SECRET_KEY +present +generated +64 +20\S+ +seed \(generated\) +0 d/);
    expect(stdout).toContain('next: npx kaizencoach-secrets populate staging');
  });

  test('populate from files shows the plan, writes once and says that it is not live', async () => {
    const versions = await staging.secret.versions();
    const file = valuesFile(folder(), brought);
    const keyFile = writePrivate(folder(), 'key.json', brought.keyFile);

    const run = await binary.run(['populate', 'staging', '--file', file, '--gcp-key-file', keyFile, '--yes']);

    expect(run.exitCode).toBe(0);
    expect(run.stderr).toMatch(/\+ add +STRAVA_CLIENT_SECRET/);
    expect(run.stderr).toContain('kept as they are: STRAVA_VERIFY_TOKEN');
    expect(run.stderr).toContain('not checked against: production (no-keeper)');
    expect(run.stdout).toContain('stored, not yet live');
    expect(await staging.secret.versions()).toHaveLength(versions.length + 1);
    const { GOOGLE_APPLICATION_CREDENTIALS_JSON } = await staging.secret.document();
    expect(json(String(GOOGLE_APPLICATION_CREDENTIALS_JSON))).toEqual(json(brought.keyFile));
  });

  test('populating the same again writes nothing', async () => {
    const version = await staging.secret.versionId();

    const run = await binary.run([
      'populate',
      'staging',
      '--file',
      join(folder(), 'staging-secrets.json'),
      '--yes',
      '--json',
    ]);

    expect(json(run.stdout)).toMatchObject({ outcome: 'done', changed: false });
    expect(await staging.secret.versionId()).toBe(version);
  });

  test('a complete environment: status, exit code 0, with the Strava app', async () => {
    const { exitCode, stdout } = await binary.run(['status', 'staging', '--json', '--verbose']);

    expect(exitCode).toBe(0);
    expect(json(stdout)).toMatchObject({ complete: true, stravaClientId: brought.clientId });
  });

  test('rotate changes the key that was named, and no other', async () => {
    const before = await remember();

    const run = await binary.run(['rotate', 'staging', 'FLASK_SECRET_KEY', '--yes']);

    expect(run.exitCode).toBe(0);
    expect(run.stderr).toMatch(/~ change +FLASK_SECRET_KEY +every user is logged out/);
    const after = await remember();
    expect(after['FLASK_SECRET_KEY']).not.toBe(before['FLASK_SECRET_KEY']);
    expect({ ...after, FLASK_SECRET_KEY: '' }).toEqual({ ...before, FLASK_SECRET_KEY: '' });
  });

  test('rotating the verify token prints the webhook steps', async () => {
    const run = await binary.run(['rotate', 'staging', 'STRAVA_VERIFY_TOKEN', '--yes']);

    expect(run.stdout).toContain('npx kaizencoach-secrets webhook staging renew --force');
  });

  test('the Garmin key needs a consent of its own', async () => {
    const version = await staging.secret.versionId();

    const run = await binary.run(['rotate', 'staging', 'GARMIN_ENCRYPTION_KEY', '--yes']);

    expect(run.exitCode).toBe(2);
    expect(run.stderr).toContain('--invalidate-garmin-passwords');
    expect(await staging.secret.versionId()).toBe(version);
  });

  test('rollback takes the last change back', async () => {
    const before = await remember();
    await binary.run(['rotate', 'staging', 'FLASK_SECRET_KEY', '--yes']);
    await remember();

    const run = await binary.run(['rollback', 'staging', '--yes']);

    expect(run.exitCode).toBe(0);
    expect(await remember()).toEqual(before);
  });

  test('seed takes a key back that a console edit dropped', async () => {
    const { FLASK_SECRET_KEY } = await remember();
    await staging.secret.editJson(({ FLASK_SECRET_KEY: _, ...rest }) => rest);
    const status = await binary.run(['status', 'staging']);

    const run = await binary.run(['seed', 'staging', '--yes']);

    expect(status.stdout).toContain('the last edit dropped FLASK_SECRET_KEY');
    expect(run.exitCode).toBe(0);
    expect(await remember()).toMatchObject({ FLASK_SECRET_KEY });
  });

  test('history names every version, newest first, and recover brings back what two console edits dropped', async () => {
    const before = await remember();
    const held = await staging.secret.versionId();
    await staging.secret.editJson(({ GARMIN_ENCRYPTION_KEY: _, STRAVA_CLIENT_SECRET: __, ...rest }) => rest);
    await staging.secret.editJson((document) => ({ ...document, AI_MODEL: 'by-hand' }));

    const refused = await binary.run(['seed', 'staging', '--yes']);
    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toMatch(/GARMIN_ENCRYPTION_KEY is in version \S+/);
    expect(refused.stderr).toContain('next: npx kaizencoach-secrets recover staging');
    const shown = await binary.run(['history', 'staging', '--json']);
    expect(shown.exitCode).toBe(0);
    const { versions } = v.parse(v.object({ versions: v.array(v.looseObject({})) }), json(shown.stdout));
    expect(versions[0]).toMatchObject({ current: 'is', added: ['AI_MODEL'] });
    expect(versions[1]).toMatchObject({ current: 'was', labels: ['AWSPREVIOUS'] });
    expect(versions[1]?.['removed']).toEqual(expect.arrayContaining(['STRAVA_CLIENT_SECRET', 'GARMIN_ENCRYPTION_KEY']));
    expect(versions[2]).toMatchObject({ versionId: held, invocation: expect.stringMatching(/^[0-9a-f]{8}$/) });

    const run = await binary.run(['recover', 'staging', '--yes']);

    expect(run.exitCode).toBe(0);
    expect(run.stderr).toMatch(/\+ add +GARMIN_ENCRYPTION_KEY +taken back from version \S+/);
    expect(await remember()).toEqual({ ...before, AI_MODEL: 'by-hand' });
    expect((await binary.run(['recover', 'staging', '--yes'])).stdout).toContain('nothing to change');
  });

  test('compare finds that a demo has staging’s client secret, and no value shows', async () => {
    const clean = await binary.run(['compare']);
    const file = writePrivate(folder(), 'client-secret', brought.clientSecret);
    await binary.run(['populate', 'mark', '--set', `STRAVA_CLIENT_SECRET=@${file}`, '--yes']);

    const { exitCode, stdout } = await binary.run(['compare', '--json']);

    expect(clean.stdout).toContain('nothing of what was checked is shared; not everything was checked');
    expect(exitCode).toBe(1);
    expect(json(stdout)['shared']).toEqual([
      { key: 'STRAVA_CLIENT_SECRET', environments: ['staging', 'mark'], verdict: 'warning' },
    ]);
  });

  test('a client id that another environment has is a warning', async () => {
    const input = brought.clientId;

    const run = await binary.run(['populate', 'mark', '--set', 'STRAVA_CLIENT_ID=-', '--yes'], { input });

    expect(run.exitCode).toBe(0);
    expect(run.stderr).toContain('staging uses the same Strava app');
  });
}
