import { appRunnerService } from '../../../lib/operator/services/app-runner';
import { AppRunnerStandIn } from '../../support/app-runner-stand-in';
import { LoopbackServer } from '../../support/loopback-server';
import { clientOptions, leadClients } from '../support/client-environment';

describe('the local AWS', () => {
  // What the emulator answers to a service that it does not have.
  const server = new LoopbackServer((_request, _body, response) => {
    response.writeHead(400, { 'Content-Type': 'application/json' }).end('{}');
  });
  let restore: () => void;

  beforeAll(async () => {
    await server.listen();
    restore = leadClients('AWS_ENDPOINT_URL', server.origin);
  });
  afterAll(async () => {
    restore();
    await server.close();
  });

  test('has no App Runner, and nobody is told to try again', async () => {
    await expect(appRunnerService('staging-kaizencoach-service', clientOptions())).rejects.toMatchObject({
      rule: 'not-local',
      message: expect.stringContaining('the local AWS has no App Runner'),
      next: expect.not.stringContaining('again in a minute'),
    });
  });
});

describe('a service', () => {
  let standIn: AppRunnerStandIn;
  let restore: () => void;

  beforeAll(async () => {
    standIn = await AppRunnerStandIn.named('sample-service');
    restore = leadClients(standIn.endpointVariable, standIn.origin);
  });
  afterAll(async () => {
    restore();
    await standIn.close();
  });

  test('its deployments are the operations that start instances, not a pause after them', async () => {
    const [at, Status] = [1_780_000_000, 'SUCCEEDED'];
    const operation = { Status, UpdatedAt: at, EndedAt: at };
    standIn.operations.push(
      { ...operation, Id: 'started', Type: 'START_DEPLOYMENT', StartedAt: at },
      { ...operation, Id: 'paused', Type: 'PAUSE_SERVICE', StartedAt: at + 60 },
      { ...operation, Id: 'resumed', Type: 'RESUME_SERVICE', StartedAt: at + 120 },
    );

    const found = await (await appRunnerService('sample-service', clientOptions()))?.deployments();

    expect(found?.map(({ id, outcome }) => [id, outcome])).toEqual([
      ['resumed', 'succeeded'],
      ['started', 'succeeded'],
    ]);
  });
});
