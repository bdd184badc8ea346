import { recordsFor } from '../../lib/review/audit/records';
import { pairOf } from '../../lib/review/side';
import { TABLE } from '../audit/support/modelled-table';

const STACK = { id: 'Stack', facts: {}, template: { Resources: {} }, assets: {}, destinations: [] };

test('the review replays every modelled record, each once', () => {
  const { base } = pairOf('sample', STACK, STACK);
  const replayed = recordsFor(base).map(({ what }) => what);
  expect(new Set(replayed).size).toBe(replayed.length);
  expect(replayed.sort()).toEqual(TABLE.map(([what]) => what).sort());
});
