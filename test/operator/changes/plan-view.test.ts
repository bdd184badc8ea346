import { makeChange } from '../../../lib/operator/changes/make-change';
import { keeperWith, ROTATE, YES } from '../support/a-rotation';
import { aPlan, fakeContext } from '../support/fake-context';

test('a value that is weaker than recommended is warned of in the plan', async () => {
  const context = fakeContext();
  const plan = aPlan({
    entries: [{ key: 'FLASK_SECRET_KEY', action: 'set', warning: '64 or more are recommended' }],
  });
  await makeChange(keeperWith({ plan: async () => plan }), ROTATE, YES, context);

  expect(context.stderr.text).toMatch(/~ set +FLASK_SECRET_KEY +warning: 64 or more are recommended/);
});

test.each([
  [aPlan({ missing: ['STRAVA_CLIENT_ID'] }), 'still missing after it: STRAVA_CLIENT_ID'],
  [aPlan({ entries: [{ key: 'X', action: 'remove' }] }), '- remove  X'],
  [aPlan({ entries: [{ key: 'X', action: 'add', from: 'v0' }] }), 'taken back from version v0'],
  [aPlan({ versionId: null }), 'plan: rotate staging, on version none'],
  [aPlan(), 'kept as they are: STRAVA_CLIENT_ID'],
  [aPlan(), 'account 111122223333, eu-west-1'],
])('the plan %j says: %s', async (plan, said) => {
  const context = fakeContext();
  await makeChange(keeperWith({ plan: async () => plan }), ROTATE, YES, context);

  expect(context.stderr.text).toContain(said);
});
