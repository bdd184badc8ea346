import { environmentNamed } from '../../lib/environments/rows';
import { checkClientId } from '../../lib/operator/populate-client-id';
import { aStatus, fakeContext, OTHERS } from './support/fake-context';

const using = (stravaClientId: string) => ({ status: async () => aStatus({ stravaClientId }) });

test('an id that no other environment has; those that did not answer are named', async () => {
  const context = fakeContext({ keepers: { production: using('1'), mark: using('2') } });

  expect(await checkClientId('3', environmentNamed('staging'), context)).toEqual({
    shared: [],
    notChecked: OTHERS.filter((name) => !['production', 'mark'].includes(name)).map((environment) => ({
      environment,
      reason: 'no-keeper',
    })),
  });
});

test.each([
  ['staging', 'production'],
  ['production', 'mark'],
])('%s may not have the app of %s', async (name, other) => {
  const context = fakeContext({ keepers: { [other]: using('3') } });

  await expect(checkClientId('3', environmentNamed(name), context)).rejects.toMatchObject({
    exitCode: 2,
    rule: 'shared-client-id',
    message: expect.stringContaining(`is the Strava app of ${other}`),
  });
});

test('a demo may have the app of staging, with a warning', async () => {
  const context = fakeContext({ keepers: { staging: using('3') } });

  expect((await checkClientId('3', environmentNamed('mark'), context)).shared).toEqual(['staging']);
});

test('an environment with something else in the place of its id is not checked: its app may be the same', async () => {
  const keys = aStatus().keys.map((key) =>
    key.name === 'STRAVA_CLIENT_ID' ? { ...key, state: 'malformed' as const } : key,
  );
  const { stravaClientId: _, ...status } = aStatus({ keys });
  const context = fakeContext({ keepers: { production: { status: async () => status } } });

  expect((await checkClientId('3', environmentNamed('staging'), context)).notChecked).toContainEqual({
    environment: 'production',
    reason: 'unusable-client-id',
  });
});

test('one without an id has no app to share', async () => {
  const keys = aStatus().keys.map((key) =>
    key.name === 'STRAVA_CLIENT_ID' ? { ...key, state: 'missing' as const } : key,
  );
  const { stravaClientId: _, ...status } = aStatus({ keys });
  const context = fakeContext({ keepers: { production: { status: async () => status } } });

  const { notChecked } = await checkClientId('3', environmentNamed('staging'), context);
  expect(notChecked.map(({ environment }) => environment)).not.toContain('production');
});
