import type { AppService } from '../../../lib/operator/services/app-service';
import { expressService } from '../../../lib/operator/services/ecs-express';
import { EcsExpressStandIn } from '../../support/ecs-express-stand-in';
import { clientOptions, leadClients } from '../support/client-environment';

const NAME = 'sample-service';
const NOW = new Date('2026-06-01T12:00:00Z');
const ROLE = 'arn:aws:iam::000000000000:role/sample-instance-role';

let standIn: EcsExpressStandIn;
let restore: () => void;

beforeEach(async () => {
  standIn = await EcsExpressStandIn.named(NAME);
  restore = leadClients(standIn.endpointVariable, standIn.origin);
});
afterEach(async () => {
  restore();
  await standIn.close();
});

async function found(): Promise<AppService> {
  const service = await expressService(NAME, clientOptions());
  if (service === undefined) {
    throw new Error('the service was expected to be there');
  }
  return service;
}

/** The configuration that runs, otherwise. */
function runs(differently: object): void {
  standIn.configurations = standIn.configurations.map((configuration) => ({ ...configuration, ...differently }));
}

describe('the service', () => {
  test('is found with its role and its log', async () => {
    standIn.roleArn = ROLE;
    const service = await found();

    expect(service).toMatchObject({
      name: NAME,
      runtime: 'ECS',
      status: 'ACTIVE',
      appLog: { name: '/aws/ecs/default/sample-service-1a2b', streamPrefix: 'ecs/' },
    });
    expect(service.notNow).toBeUndefined();
    expect(await service.roleArn()).toBe(ROLE);
  });

  test('is not there under another name, or once it was deleted', async () => {
    expect(await expressService('another-service', clientOptions())).toBeUndefined();
    standIn.status = 'INACTIVE';
    expect(await expressService(NAME, clientOptions())).toBeUndefined();
  });

  test('is not there in an account without the cluster', async () => {
    standIn.refusesWith = 'ClusterNotFoundException';

    expect(await expressService(NAME, clientOptions())).toBeUndefined();
  });

  test('of that name that Express Mode does not run is refused', async () => {
    standIn.resourceManagementType = 'CUSTOMER';

    await expect(found()).rejects.toMatchObject({ rule: 'not-express' });
  });

  test('that one may not look at is not said to be missing', async () => {
    standIn.refusesWith = 'AccessDeniedException';

    await expect(found()).rejects.toMatchObject({
      rule: 'not-allowed',
      message: expect.stringContaining('you need ecs:DescribeServices on sample-service'),
    });
  });

  test('of which ECS does not tell is not said to be missing', async () => {
    standIn.isThere = false;
    standIn.failureReason = 'OF_TOMORROW';

    await expect(found()).rejects.toMatchObject({
      rule: 'service-fault',
      message: expect.stringContaining('ECS does not tell of sample-service (OF_TOMORROW)'),
    });
  });

  test('that is being deleted takes no deployment', async () => {
    standIn.status = 'DRAINING';

    expect((await found()).notNow?.reason).toContain('does not run (DRAINING)');
  });

  test('without a log group has no log', async () => {
    runs({ primaryContainer: { image: 'coach:stable' } });

    expect((await found()).appLog).toBeUndefined();
  });
});

describe('a deployment', () => {
  const CONTAINER = {
    image: '000000000000.dkr.ecr.eu-west-1.amazonaws.com/coach:stable',
    containerPort: 8080,
    command: ['gunicorn', 'app:app'],
    awsLogsConfiguration: { logGroup: '/aws/ecs/default/sample-service-1a2b', logStreamPrefix: 'ecs' },
    environment: [{ name: 'FLASK_ENV', value: 'production' }],
    secrets: [{ name: 'OTHER', valueFrom: 'arn:aws:ssm:eu-west-1:000000000000:parameter/other' }],
  };
  const variable = (value: string) => ({ name: 'SECRETS_RELOADED_AT', value });

  test('is asked for by one variable, with the container as it runs, and with no role and no other setting', async () => {
    await (await found()).deploy(NOW);

    const environment = [...CONTAINER.environment, variable('2026-06-01T12:00:00.000Z')];
    expect(standIn.updates).toEqual([{ primaryContainer: { ...CONTAINER, environment } }]);
  });

  test.each([
    ['cpu', '256'],
    ['taskRoleArn', 'arn:aws:iam::000000000000:role/another'],
    ['scalingTarget', { minTaskCount: 9 }],
  ])('by which ECS also changes %s is told of', async (setting, value) => {
    standIn.loses = { [setting]: value };

    await expect((await found()).deploy(NOW)).rejects.toMatchObject({
      rule: 'changed-more',
      message: expect.stringContaining(`ECS changes ${setting} with it`),
    });
  });

  test('changes the variable that the one before has set', async () => {
    runs({ primaryContainer: { ...CONTAINER, environment: [variable('2026-01-01T00:00:00.000Z')] } });
    await (await found()).deploy(NOW);

    expect(standIn.updates).toMatchObject([
      { primaryContainer: { environment: [variable('2026-06-01T12:00:00.000Z')] } },
    ]);
  });

  test('is the one of the revision that the answer names', async () => {
    const service = await found();
    const id = await service.deploy(NOW);

    expect(await service.deployments()).toMatchObject([{ id, type: 'SERVICE_DEPLOYMENT', outcome: 'under way' }]);
  });

  test('is not asked for twice where no answer comes', async () => {
    standIn.losesNextReply = true;

    expect(await (await found()).deploy(NOW)).toBeUndefined();
    expect(standIn.updates).toHaveLength(1);
  });

  test('that one may not start: which permissions it needs', async () => {
    const service = await found();
    standIn.refusesWith = 'AccessDeniedException';

    await expect(service.deploy(NOW)).rejects.toMatchObject({
      rule: 'not-allowed',
      message: expect.stringMatching(/UpdateExpressGatewayService, ecs:RegisterTaskDefinition and iam:PassRole/),
    });
  });

  test.each([
    ['of another family', { taskDefinitionArn: 'arn:aws:ecs:eu-west-1:000000000000:task-definition/own:7' }, '(own)'],
    ['whose container is not shown', { primaryContainer: undefined }, 'which an update of the container would replace'],
  ])('is refused of a task definition %s, which it would replace', async (_, differently, named) => {
    runs(differently);

    await expect((await found()).deploy(NOW)).rejects.toMatchObject({
      rule: 'own-task-definition',
      message: expect.stringContaining(named),
    });
    expect(standIn.updates).toEqual([]);
  });

  test('is refused while two configurations are active: either could be the one to keep', async () => {
    standIn.deployedByAnother();

    await expect((await found()).deploy(NOW)).rejects.toMatchObject({ rule: 'busy' });
    expect(standIn.updates).toEqual([]);
  });
});

describe('the deployments', () => {
  test.each([
    ['PENDING', 'under way'],
    ['IN_PROGRESS', 'under way'],
    ['STOP_REQUESTED', 'under way'],
    ['SUCCESSFUL', 'succeeded'],
    ['STOPPED', 'failed'],
    ['ROLLBACK_REQUESTED', 'rolling back'],
    ['ROLLBACK_IN_PROGRESS', 'rolling back'],
    ['ROLLBACK_SUCCESSFUL', 'rolled back'],
    ['ROLLBACK_FAILED', 'rolled back'],
    ['OF_TOMORROW', 'unknown'],
  ])('of status %s are %s', async (status, outcome) => {
    const revision = 'arn:aws:ecs:eu-west-1:000000000000:service-revision/default/sample-service/7';
    const times = { createdAt: 1_780_000_000, startedAt: 1_780_000_001, finishedAt: 1_780_000_002 };
    standIn.deployments.push({ targetServiceRevisionArn: revision, status, ...times });

    expect(await (await found()).deployments()).toEqual([
      {
        id: '7',
        type: 'SERVICE_DEPLOYMENT',
        status,
        outcome,
        startedAt: new Date(1_780_000_001_000),
        endedAt: new Date(1_780_000_002_000),
      },
    ]);
  });

  test('come newest first, whichever way ECS lists them', async () => {
    const revision = 'arn:aws:ecs:eu-west-1:000000000000:service-revision/default/sample-service/';
    for (const [id, createdAt] of [
      ['2', 200],
      ['3', 300],
      ['1', 100],
    ] as const) {
      const times = { createdAt, startedAt: createdAt, finishedAt: createdAt };
      standIn.deployments.push({ targetServiceRevisionArn: `${revision}${id}`, status: 'SUCCESSFUL', ...times });
    }

    expect((await (await found()).deployments()).map(({ id }) => id)).toEqual(['3', '2', '1']);
    standIn.pageSize = 1;
    expect((await (await found()).deployments()).map(({ id }) => id)).toEqual(['3', '2', '1']);
  });
});
