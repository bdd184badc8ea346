import { environmentNamed } from '../../../lib/environments/rows';
import { changeResult } from '../../../lib/operator/changes/change-result';
import { lines, toned } from '../../../lib/operator/rendering/view';
import { ROTATE, YES } from '../support/a-rotation';
import { aChange, aPlan } from '../support/fake-context';

const LOST = { withoutReply: { versionId: 'v2', overtaken: false } };
const row = environmentNamed('staging');

test('it is stored, not yet live, and the next command is named', () => {
  const { data, view } = changeResult({ plan: aPlan(), change: aChange() }, ROTATE, YES, row);
  expect(data).toMatchObject({ changed: true, live: false, environment: 'staging' });
  expect(JSON.stringify(view)).toContain(
    'stored, not yet live: the app reads it when it starts; next: npx kaizencoach-secrets reload staging',
  );
});

test.each([
  ['a required key is missing', { missing: ['FLASK_SECRET_KEY'] }, 'status'],
  ['a required key is malformed', { malformed: ['FLASK_SECRET_KEY'] }, 'status'],
  ['a setting is malformed', { malformed: ['AI_TEMPERATURE'] }, 'reload'],
])('%s after it: %j, so the next command is %s', (_, difference, next) => {
  const { view } = changeResult({ plan: aPlan(), change: aChange(difference) }, ROTATE, YES, row);
  expect(JSON.stringify(view)).toMatch(
    new RegExp(`stored, not yet live: .*; next: npx kaizencoach-secrets ${next} staging`),
  );
});

test.each([
  ['a drawn one', { action: 'change' }, { change: aChange() }, true],
  ['a first one', { action: 'add' }, { change: aChange() }, false],
  ['a kept one', { action: 'keep' }, { change: aChange() }, false],
  ['a brought one', { action: 'set' }, { change: aChange({ populated: ['STRAVA_VERIFY_TOKEN'] }) }, true],
  ['a brought one that was there already', { action: 'set' }, { change: aChange({ populated: ['AI_MODEL'] }) }, false],
  ['a drawn one, the answer being lost', { action: 'change' }, LOST, true],
  ['a brought one, the answer being lost', { action: 'set' }, LOST, true],
  ['a first one, the answer being lost', { action: 'add' }, LOST, false],
] as const)('the verify token, %s: whether the webhook must be renewed', (_, entry, made, steps) => {
  const plan = aPlan({
    entries: [
      { key: 'FLASK_SECRET_KEY', action: 'keep' },
      { key: 'STRAVA_VERIFY_TOKEN', ...entry },
    ],
  });
  const { view } = changeResult({ plan, ...made }, ROTATE, YES, row);
  expect(JSON.stringify(view).includes('webhook staging renew --force')).toBe(steps);
});

test.each([
  [{}, 'done: version v2 is current'],
  [{ versionId: null }, 'done: version none is current'],
  [{ overtaken: true }, 'done: version v2 was stored, and somebody else has written since'],
  [{ recorded: false }, 'its tags could not be written; next: npx kaizencoach-secrets seed staging'],
  [{ generated: ['A', 'B'] }, 'drawn anew: A, B'],
  [{ generated: [], populated: ['A', 'B'] }, 'set: A, B'],
  [{ generated: [], takenBack: ['A', 'B'] }, 'taken back from an earlier version: A, B'],
  [{ generated: [], removed: ['A'] }, 'removed: A'],
  [{ missing: ['A'] }, 'still missing: A'],
  [{ malformed: ['A'] }, 'malformed: A'],
])('the change %j says: %s', (difference, said) => {
  const { view, data } = changeResult({ plan: aPlan(), change: aChange(difference) }, ROTATE, YES, row);

  expect(JSON.stringify(view)).toContain(said);
  expect(data['changed']).toBe(true);
});

test('of a change whose answer was lost no more is told than its version, and where the rest is', () => {
  const made = { plan: aPlan(), withoutReply: { versionId: 'v2', overtaken: false } };
  const { data, view } = changeResult(made, ROTATE, YES, row);
  expect(data).toMatchObject({ changed: true, live: false, change: { versionId: 'v2', overtaken: false } });
  expect(JSON.stringify(view)).toContain('which keys it changed: npx kaizencoach-secrets history staging');
  expect(JSON.stringify([data['change'], view])).not.toMatch(/FLASK_SECRET_KEY|recorded|malformed/);
});

test.each([
  ['a dry run', { plan: aPlan() }, 'dry run: nothing was changed'],
  ['no difference', { plan: aPlan({ entries: [] }) }, 'nothing to change: staging stays at version v1'],
  ['values that are there already', { plan: aPlan(), change: aChange({ generated: [] }) }, 'nothing to change'],
])('%s says so, and is no change', (_, made, said) => {
  const { view, data } = changeResult(made, ROTATE, YES, row);

  expect(JSON.stringify(view)).toContain(said);
  expect(data['changed']).toBe(false);
});

test('a change says nothing of what there is none of', () => {
  const { view } = changeResult({ plan: aPlan(), change: aChange() }, ROTATE, YES, row);

  expect(view).toEqual([
    lines(
      toned('good', 'done: version v2 is current'),
      'drawn anew: FLASK_SECRET_KEY',
      expect.objectContaining({ tone: 'warning', text: expect.stringContaining('not yet live') }),
    ),
  ]);
});

test('where there is no value yet, there is no version to stay at', () => {
  const { view } = changeResult({ plan: aPlan({ entries: [], versionId: null }) }, ROTATE, YES, row);
  expect(JSON.stringify(view)).toContain('nothing to change: staging stays at version none');
});

test('what somebody else has overwritten since, its answer being lost, is a warning', () => {
  const made = { plan: aPlan(), withoutReply: { versionId: null, overtaken: true } };
  expect(changeResult(made, ROTATE, YES, row).view[0]).toMatchObject({
    lines: [{ tone: 'warning', text: expect.stringContaining('done: version none was stored') }, expect.anything()],
  });
});

test.each([
  [true, 'v1', { failed: false, recorded: ['A', 'B'] }, 'good', 'recorded: A, B; the value stays at version v1'],
  [true, null, { failed: false, recorded: ['A', 'B'] }, 'good', 'recorded: A, B; the value stays at version none'],
  [false, 'v1', { failed: true, recorded: [] }, 'bad', 'its tags could not be written; next: npx kaizencoach-secrets'],
])('records alone, written %s at version %s: no change of a value', (written, versionId, told, tone, said) => {
  const change = aChange({ generated: [], completed: ['A', 'B'], recorded: written, versionId });
  const { failed, data, view } = changeResult({ plan: aPlan(), change }, { operation: 'seed' }, YES, row);

  expect({ failed, recorded: data['recorded'] }).toEqual(told);
  expect(data).toMatchObject({ environment: 'staging', operation: 'seed', dryRun: false, changed: false });
  expect(view).toEqual([{ kind: 'lines', lines: [{ tone, text: expect.stringContaining(said) }] }]);
});
