import { setTimeout } from 'node:timers/promises';
import { environmentNamed } from '../../../lib/environments/rows';
import { AppRunnerStandIn } from '../../support/app-runner-stand-in';
import { describeDoctor } from './support/doctor';
import { describeLeastPrivilege } from './support/least-privilege';
import { describeReloadAndVerify } from './support/reload-and-verify';
import { stagingOn } from './support/suite';

const underTest = stagingOn(() => ({ standIn: AppRunnerStandIn.named(environmentNamed('staging').service) }));

describeReloadAndVerify(underTest, {
  runtime: 'App Runner',
  service: 'App Runner service',
  rolledBack: 'ROLLBACK_SUCCEEDED',
});

test.each([
  ['PAUSED', 'is paused', 'resume-service'],
  ['OPERATION_IN_PROGRESS', 'is at work on', 'list-operations'],
  ['CREATE_FAILED', 'does not run (CREATE_FAILED)', 'console'],
])('a service that is %s is refused, and no deployment is asked for', async (status, reason, next) => {
  const { runtime, binary } = underTest();
  runtime.status = status;
  runtime.calls.length = 0;

  const { stderr, exitCode } = await binary.run(['reload', 'staging']);

  expect(exitCode).toBe(1);
  expect(stderr).toContain(reason);
  expect(stderr).toContain(next);
  expect(runtime.calls).not.toContain('StartDeployment');
});

describe('a change whose reply is lost is never sent again', () => {
  const rotate = ['rotate', 'staging', 'FLASK_SECRET_KEY', '--yes'];
  const changes = () => underTest().lambda.operations.filter((operation) => operation === 'rotate');

  // That nothing was stored is final only after the keeper's time-out: the tests of make-change say so, without the wait.
  test('the connection ends after the keeper has done it: the new version is current', async () => {
    const { binary, lambda, staging } = underTest();
    const before = await staging.secret.versionId();
    lambda.cutNext = { operation: 'rotate', when: 'after' };

    const { exitCode, stderr, stdout } = await binary.run(rotate);

    const after = await staging.secret.versionId();
    expect(after).not.toBe(before);
    expect(exitCode).toBe(0);
    expect(stderr).toContain(`the change was made: version ${after}`);
    expect(stdout).toContain('which keys it changed: npx kaizencoach-secrets history staging');
    expect(changes()).toHaveLength(1);
  });

  test('Ctrl-C while the keeper is at work: says which version is current', async () => {
    const { binary, lambda, staging } = underTest();
    lambda.cutNext = { operation: 'rotate', when: 'never answer' };

    const { stderr } = await binary.run(rotate, {
      onStart: async (child) => {
        for (let look = 0; look < 200 && changes().length === 0; look += 1) {
          await setTimeout(50);
        }
        await setTimeout(300);
        child.kill('SIGINT');
      },
    });

    expect(stderr).toContain(`the change was made: version ${await staging.secret.versionId()}`);
    expect(changes()).toHaveLength(1);
  });
});

describeDoctor(underTest, 'tasks.apprunner.amazonaws.com');

test('doctor, without a keeper: the rest is looked at all the same', async () => {
  const { stdout, exitCode } = await underTest().binary.run(['doctor', 'production']);

  expect(exitCode).toBe(1);
  expect(stdout).toContain('there is no function prod-kaizencoach-secret-keeper here');
  expect(stdout).toContain('there is no secret my-personal-coach-app-secrets here');
});

describeLeastPrivilege(underTest, {
  operator: ['AppRunner:ListServices', 'AppRunner:ListOperations', 'AppRunner:StartDeployment'],
  doctor: ['AppRunner:DescribeService'],
  alsoAsked: [],
  never: [
    {
      action: 'apprunner:StartDeployment',
      resource: 'arn:aws:apprunner:eu-west-1:000000000000:service/prod-my-personal-coach-service/0',
    },
  ],
});
