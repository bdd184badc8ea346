import { setTimeout } from 'node:timers/promises';
import { IAMClient, UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam';
import { clientConfiguration } from '../../../../emulator/client-environment';
import { resourceNames } from '../../../../lib/environments/names';
import { environmentNamed } from '../../../../lib/environments/rows';
import type { AppUnderTest } from './app-under-test';

const { instanceRole: ROLE } = resourceNames(environmentNamed('staging'));

/** What `doctor` finds, whatever runs the app; `principal` is the service that must be trusted with the app's role. */
export function describeDoctor(underTest: () => AppUnderTest, principal: string): void {
  describe('doctor', () => {
    async function findings(): Promise<Record<string, string>> {
      const { stdout } = await underTest().binary.run(['doctor', 'staging', '--json']);
      const found: { check: string; verdict: string; cause: string }[] = JSON.parse(stdout)['findings'];
      return Object.fromEntries(found.map(({ check, verdict, cause }) => [check, `${verdict}: ${cause}`]));
    }

    test('a healthy environment: every symptom of the guide is looked at, and there is no problem', async () => {
      const { binary, runtime } = underTest();
      runtime.roleArn = `arn:aws:iam::000000000000:role/${ROLE}`;
      await setTimeout(1_000);
      await binary.run(['reload', 'staging']);

      const found = await findings();

      expect(Object.values(found).filter((finding) => finding.startsWith('problem'))).toEqual([]);
      expect(found['what the app has loaded']).toMatch(/^ok: every running instance/);
      expect(found['role of the running service']).toMatch(/^ok/);
      expect(Object.keys(found).join()).toMatch(
        /SECRET_KEY not found.*Garmin.*default credentials.*Invalid client_id/s,
      );
    });

    test('a service that runs with another role', async () => {
      underTest().runtime.roleArn = 'arn:aws:iam::000000000000:role/another';

      expect((await findings())['role of the running service']).toMatch(/^problem: .*role\/another/);
    });

    test('a service that is not there', async () => {
      underTest().runtime.isThere = false;

      const found = await findings();

      expect(found['role of the running service']).toMatch(/^problem: there is no .* staging-kaizencoach-service here/);
      expect(found['what the app has loaded']).toMatch(/^not checked: there is no service/);
    });

    test('a key that a console edit dropped, and a trust policy for another service', async () => {
      const { binary, staging } = underTest();
      const iam = new IAMClient(clientConfiguration(staging.emulator.endpoint));
      const statement = { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' };
      const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
      await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: ROLE, PolicyDocument }));
      await staging.secret.editJson(({ FLASK_SECRET_KEY: _, ...rest }) => rest);

      const found = await findings();

      expect(found['keys that a console edit dropped']).toMatch(/^problem: the last edit dropped FLASK_SECRET_KEY/);
      expect(found['trust of the app’s role']).toContain(
        `does not let ${principal} use it, so the app gets no credentials`,
      );
      await binary.run(['seed', 'staging', '--yes']);
    });
  });
}
