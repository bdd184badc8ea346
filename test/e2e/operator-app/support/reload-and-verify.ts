import type { RuntimeStandIn } from '../../../support/runtime-stand-in';
import { withoutWaiting } from '../../support/operator-binary';
import type { AppUnderTest } from './app-under-test';

/** How people name the runtime, and a status by which it says that it rolled back. */
export interface RuntimeWords {
  readonly runtime: string;
  readonly service: string;
  readonly rolledBack: string;
}

/** What `reload` and `verify` do, whatever runs the app. */
export function describeReloadAndVerify(
  underTest: () => AppUnderTest<RuntimeStandIn>,
  { runtime: runtimeName, service, rolledBack }: RuntimeWords,
): void {
  async function proof(): Promise<unknown> {
    return JSON.parse((await underTest().binary.run(['verify', 'staging', '--json'])).stdout)['proof'];
  }

  describe('reload and verify', () => {
    test('before the app has ever said anything: missing, exit code 1', async () => {
      const { exitCode, stdout } = await underTest().binary.run(['verify', 'staging']);

      expect(exitCode).toBe(1);
      expect(stdout).toContain('missing: no line of the log says that the app loaded the secret');
      expect(stdout).toContain('next: npx kaizencoach-secrets reload staging');
    });

    test('reload deploys, waits, and proves that the app has loaded what is stored', async () => {
      const { binary, brought } = underTest();
      const run = await binary.run(['reload', 'staging']);

      expect(run.stdout).toContain('loaded: every running instance');
      expect(run.stdout).toContain(`STRAVA_CLIENT_ID: ${brought.clientId.slice(0, 8)}...`);
      expect(run.exitCode).toBe(0);
      expect(withoutWaiting(run)).toBe('');
      expect(await proof()).toBe('loaded');
    });

    test('after a change that was not reloaded: stale', async () => {
      await underTest().rotate();

      expect(await proof()).toBe('stale');
    });

    test('an old instance that still prints after the deployment: stale', async () => {
      const { binary, brought, log, rotate, runtime } = underTest();
      await log.print('old', 'serving');
      await rotate();
      runtime.onInstances = async () => log.loaded('fresh', brought.clientId);
      await binary.run(['reload', 'staging']);
      await log.print('old', 'still serving');

      const { stdout, exitCode } = await binary.run(['verify', 'staging']);

      expect(exitCode).toBe(1);
      expect(stdout).toContain('1 of 2 instances started before the last change and still run');
    });

    test('an app that loads another Strava app’s id: failed', async () => {
      const { binary, log, runtime } = underTest();
      runtime.onInstances = async () => log.loaded('wrong', '99999999');

      const { stdout, exitCode } = await binary.run(['reload', 'staging']);

      expect(exitCode).toBe(1);
      expect(stdout).toContain('failed: the app loaded another Strava client id (99999999...)');
    });

    test('a deployment that was rolled back: failed, with the lines that matter and no value in them', async () => {
      const { binary, log, runtime, staging } = underTest();
      const { FLASK_SECRET_KEY } = await staging.secret.document();
      runtime.ending = 'rolled back';
      await log.print(
        'crashing',
        `Error: SECRET_KEY not found, config was {"FLASK_SECRET_KEY": "${FLASK_SECRET_KEY}"}`,
      );

      const { stdout, exitCode } = await binary.run(['reload', 'staging']);

      expect(exitCode).toBe(1);
      expect(stdout).toContain(`${runtimeName} rolled the last deployment back (${rolledBack})`);
      expect(stdout).not.toContain(String(FLASK_SECRET_KEY));
    });

    test('a deployment that failed: failed', async () => {
      const { binary, runtime } = underTest();
      runtime.ending = 'failed';

      const { stdout, exitCode } = await binary.run(['reload', 'staging']);

      expect(exitCode).toBe(1);
      expect(stdout).toContain('failed: the last deployment failed; instances that were running go on');
    });

    test('no such service', async () => {
      const { runtime, binary } = underTest();
      runtime.isThere = false;

      const { stderr, exitCode } = await binary.run(['reload', 'staging']);

      expect(exitCode).toBe(1);
      expect(stderr).toContain(`there is no ${service} staging-kaizencoach-service here`);
    });

    test('a lost reply to the request for a deployment starts no second one', async () => {
      const { runtime, binary } = underTest();
      runtime.losesNextReply = true;
      runtime.calls.length = 0;

      const { exitCode } = await binary.run(['reload', 'staging']);

      expect(exitCode).toBe(0);
      expect(runtime.calls.filter((call) => call === runtime.deployOperation)).toHaveLength(1);
    });

    test('--no-wait says that it is not yet live', async () => {
      const { stdout, exitCode } = await underTest().binary.run(['reload', 'staging', '--no-wait']);

      expect(exitCode).toBe(0);
      expect(stdout).toContain('stored, not yet live');
    });
  });
}
