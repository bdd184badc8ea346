import { environmentNamed } from '../../../lib/environments/rows';
import { changeResult } from '../../../lib/operator/changes/change-result';
import { ROTATE, YES } from '../support/a-rotation';
import { aChange, aPlan } from '../support/fake-context';

const row = environmentNamed('staging');

test('it is stored, not yet live, and the next command is named', () => {
  const { data, view } = changeResult({ plan: aPlan(), change: aChange() }, ROTATE, YES, row);
  expect(data).toMatchObject({ changed: true, live: false, environment: 'staging' });
  expect(JSON.stringify(view)).toContain(
    'stored, not yet live: the app reads it when it starts; next: npx kaizencoach-secrets reload staging',
  );
});

test.each([
  ['change', true],
  ['add', false],
  ['keep', false],
] as const)('the verify token: %s, webhook steps %s', (action, steps) => {
  const plan = aPlan({ entries: [{ key: 'STRAVA_VERIFY_TOKEN', action }] });
  const { view } = changeResult({ plan, change: aChange() }, ROTATE, YES, row);
  expect(JSON.stringify(view).includes('webhook staging renew --force')).toBe(steps);
});

test.each([
  [['STRAVA_VERIFY_TOKEN'], true],
  [['AI_MODEL'], false],
])('a verify token that was brought, where the change set %s: webhook steps %s', (populated, steps) => {
  const plan = aPlan({ entries: [{ key: 'STRAVA_VERIFY_TOKEN', action: 'set' }] });
  const { view } = changeResult({ plan, change: { ...aChange(), populated } }, ROTATE, YES, row);
  expect(JSON.stringify(view).includes('webhook staging renew --force')).toBe(steps);
});

test.each([
  [{}, 'done: version v2 is current'],
  [{ overtaken: true }, 'somebody else has written since'],
  [{ recorded: false }, 'its tags could not be written'],
  [{ takenBack: ['A', 'B'] }, 'taken back from an earlier version: A, B'],
  [{ removed: ['A'] }, 'removed: A'],
  [{ missing: ['A'] }, 'still missing: A'],
  [{ malformed: ['A'] }, 'malformed: A'],
])('the change %j says: %s', (difference, said) => {
  const { view } = changeResult({ plan: aPlan(), change: aChange(difference) }, ROTATE, YES, row);

  expect(JSON.stringify(view)).toContain(said);
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
