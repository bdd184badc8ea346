import { environmentNamed } from '../../lib/environments/rows';
import { appServiceOf } from '../../lib/operator/app-service';
import type { AppService } from '../../lib/operator/services/app-service';
import { anAppService } from './support/an-app-service';
import { fakeContext } from './support/fake-context';

const staging = environmentNamed('staging');

function contextWith(found: AppService | undefined) {
  return fakeContext({ services: { appService: async () => found } });
}

test('the service of the environment', async () => {
  const found = anAppService();

  expect(await appServiceOf(staging, contextWith(found))).toBe(found);
});

test.each([
  ['app-runner', 'there is no App Runner service staging-kaizencoach-service here', 'aws apprunner list-services'],
  [
    'ecs-express',
    'there is no ECS Express service staging-kaizencoach-service here',
    'aws ecs list-services --cluster',
  ],
] as const)('no such service of %s, and how to list those that are there', async (runtime, reason, next) => {
  await expect(appServiceOf({ ...staging, runtime }, contextWith(undefined))).rejects.toMatchObject({
    rule: 'no-service',
    exitCode: 1,
    message: expect.stringContaining(reason),
    next: expect.stringContaining(next),
  });
});
