import { inProject } from '../../../emulator/paths';
import { EcsExpressStandIn } from '../../support/ecs-express-stand-in';
import { STAGING_ON_ECS } from '../apps/on-ecs';
import { describeDoctor } from './support/doctor';
import { describeLeastPrivilege } from './support/least-privilege';
import { describeReloadAndVerify } from './support/reload-and-verify';
import { stagingOn } from './support/suite';

const { service: SERVICE, executionRoleArn: EXECUTION_ROLE = '' } = STAGING_ON_ECS;
const ECS = 'arn:aws:ecs:eu-west-1:000000000000';
const ROLES = 'arn:aws:iam::000000000000:role';

const underTest = stagingOn(() => ({
  standIn: EcsExpressStandIn.named(SERVICE),
  app: 'staging-on-ecs',
  program: [inProject('scripts', 'run.mjs'), 'test/e2e/apps/operator-on-ecs.ts'],
}));

describeReloadAndVerify(underTest, {
  runtime: 'ECS',
  service: 'ECS Express service',
  rolledBack: 'ROLLBACK_SUCCESSFUL',
});

describe('reload', () => {
  test('changes one variable, and neither a role nor any other setting', async () => {
    const { runtime, binary } = underTest();
    const [before] = runtime.configurations;
    runtime.updates.length = 0;

    const { exitCode } = await binary.run(['reload', 'staging']);

    expect(exitCode).toBe(0);
    expect(runtime.updates.map((update) => Object.keys(update))).toEqual([['primaryContainer']]);
    const [after] = runtime.configurations;
    const environment = expect.arrayContaining([
      { name: 'FLASK_ENV', value: 'production' },
      { name: 'SECRETS_RELOADED_AT', value: expect.stringMatching(/^20\d\d-/) },
    ]);
    const container = typeof before?.primaryContainer === 'object' ? before.primaryContainer : {};
    expect(after).toEqual({
      ...before,
      serviceRevisionArn: expect.any(String),
      createdAt: expect.any(Number),
      primaryContainer: { ...container, environment },
    });
  });

  test('is refused for a service that is being deleted, and no deployment is asked for', async () => {
    const { runtime, binary } = underTest();
    runtime.status = 'DRAINING';
    runtime.calls.length = 0;

    const { stderr, exitCode } = await binary.run(['reload', 'staging']);

    expect(exitCode).toBe(1);
    expect(stderr).toContain('does not run (DRAINING)');
    expect(runtime.calls).not.toContain('UpdateExpressGatewayService');
  });

  test('is refused while another deployment is under way, and none is asked for', async () => {
    const { runtime, binary } = underTest();
    runtime.deployedByAnother();
    runtime.calls.length = 0;

    const { stderr, exitCode } = await binary.run(['reload', 'staging']);

    expect(exitCode).toBe(1);
    expect(stderr).toContain('ECS is at work on staging-kaizencoach-service');
    expect(stderr).toContain(
      'aws ecs list-service-deployments --cluster default --service staging-kaizencoach-service',
    );
    expect(runtime.calls).not.toContain('UpdateExpressGatewayService');
  });

  test('is refused for a service of that name that Express Mode does not run', async () => {
    const { runtime, binary } = underTest();
    runtime.resourceManagementType = 'CUSTOMER';

    const { stderr, exitCode } = await binary.run(['reload', 'staging']);

    expect(exitCode).toBe(1);
    expect(stderr).toContain('is a service of ECS that Express Mode does not run');
    runtime.resourceManagementType = 'ECS';
  });
});

describeDoctor(underTest, 'ecs-tasks.amazonaws.com');

test('doctor, of a service that one may not look at: not checked, and no problem is made of it', async () => {
  const { runtime, binary } = underTest();
  runtime.refusesWith = 'AccessDeniedException';

  const { stdout } = await binary.run(['doctor', 'staging']);

  expect(stdout).toMatch(/not checked: role of the running service\n.*you need ecs:DescribeServices/);
  expect(stdout).toMatch(/not checked: what the app has loaded\n.*you need ecs:DescribeServices/);
  runtime.refusesWith = undefined;
});

describeLeastPrivilege(underTest, {
  operator: [
    'ECS:DescribeServices',
    'ECS:DescribeExpressGatewayService',
    'ECS:ListServiceDeployments',
    'ECS:UpdateExpressGatewayService',
  ],
  doctor: [],
  alsoAsked: [
    { action: 'ecs:RegisterTaskDefinition', resource: `${ECS}:task-definition/default-${SERVICE}:7` },
    { action: 'iam:PassRole', resource: `${ROLES}/staging-kaizencoach-instance-role` },
    { action: 'iam:PassRole', resource: EXECUTION_ROLE },
  ],
  never: [
    { action: 'ecs:UpdateExpressGatewayService', resource: `${ECS}:service/default/prod-my-personal-coach-service` },
    { action: 'ecs:UpdateService', resource: `${ECS}:service/default/${SERVICE}` },
    { action: 'ecs:RegisterTaskDefinition', resource: `${ECS}:task-definition/of-somebody:1` },
    { action: 'iam:PassRole', resource: `${ROLES}/prod-kaizencoach-instance-role` },
    { action: 'iam:PassRole', resource: `${ROLES}/staging-kaizencoach-secret-keeper-role` },
    {
      action: 'logs:FilterLogEvents',
      resource: 'arn:aws:logs:eu-west-1:000000000000:log-group:/aws/ecs/default/other-1a2b',
    },
  ],
});
