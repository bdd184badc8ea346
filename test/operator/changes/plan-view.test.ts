import { makeChange } from '../../../lib/operator/changes/make-change';
import { keptMalformed, planView } from '../../../lib/operator/changes/plan-view';
import { heading, lines, toned } from '../../../lib/operator/rendering/view';
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
  [aPlan({ leftOut: ['X'] }), 'left out, because the app could not use the backup’s value: X'],
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

test('each key that changes has a row, with all that this means; what stays malformed is named beside what stays', () => {
  const plan = aPlan({
    entries: [
      { key: 'A', action: 'add', from: 'v0', consequence: 'users go', warning: 'it is short' },
      { key: 'B', action: 'set' },
      { key: 'C', action: 'change', consequence: 'hooks break' },
      { key: 'D', action: 'remove' },
      { key: 'E', action: 'keep' },
      { key: 'F', action: 'keep', warning: 'must be digits' },
    ],
    missing: ['G', 'H'],
  });
  expect(keptMalformed(plan)).toEqual(['F']);
  expect(planView({ plan }, ROTATE, 'staging')).toEqual([
    heading('plan: rotate staging, on version v1'),
    expect.objectContaining({
      rows: [
        [toned('good', '+ add'), 'A', 'taken back from version v0; users go; warning: it is short'],
        [toned('warning', '~ set'), 'B', ''],
        [toned('warning', '~ change'), 'C', 'hooks break'],
        [toned('bad', '- remove'), 'D', ''],
      ],
    }),
    lines(toned('quiet', 'kept as they are: E, F')),
    lines(toned('warning', 'of no use to the app before and after it: F')),
    lines(toned('warning', 'still missing after it: G, H')),
  ]);
});

test('a plan says nothing of what there is none of', () => {
  expect(planView({ plan: aPlan({ entries: [] }) }, ROTATE, 'staging')).toEqual([
    heading('plan: rotate staging, on version v1'),
  ]);
});
