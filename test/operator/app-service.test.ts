import { environmentNamed } from '../../lib/environments/rows';
import { appServiceOf } from '../../lib/operator/app-service';
import { refuseUnlessRunning } from '../../lib/operator/reload/deploy-again';
import type { AppService } from '../../lib/operator/services/app-runner';
import { fakeContext } from './support/fake-context';

const staging = environmentNamed('staging');
const FOUND: AppService = { name: staging.service, id: 'i', arn: 'arn:x', status: 'RUNNING' };

function contextWith(find: AppService | undefined) {
  const appRunner = { find: async () => find, operations: async () => [], deploy: async () => undefined };
  return fakeContext({ services: { appRunner: async () => appRunner } });
}

test('the service of the environment', async () => {
  expect(await appServiceOf(staging, contextWith(FOUND))).toBe(FOUND);
});

test('no such service', async () => {
  await expect(appServiceOf(staging, contextWith(undefined))).rejects.toMatchObject({
    rule: 'no-service',
    exitCode: 1,
  });
});

test('an environment on ECS Express Mode: reload is not supported, and what to do instead', async () => {
  await expect(appServiceOf({ ...staging, runtime: 'ecs-express' }, contextWith(FOUND))).rejects.toMatchObject({
    rule: 'unsupported-runtime',
    message: expect.stringContaining('ECS Express Mode'),
    next: expect.stringContaining('change an environment variable of the service'),
  });
});

test.each(['PAUSED', 'OPERATION_IN_PROGRESS', 'DELETED'])('a service that is %s takes no deployment', (status) => {
  expect(() => refuseUnlessRunning({ ...FOUND, status })).toThrow(expect.objectContaining({ rule: 'not-running' }));
});

test('a service that runs takes one', () => {
  expect(() => refuseUnlessRunning(FOUND)).not.toThrow();
});
