import { getMaxListeners } from 'node:events';
import { interruption } from '../../../lib/operator/terminal/terminal';

test('however many environments wait for Ctrl-C, Node warns of no leak', () => {
  const unlimited = 0;

  expect(getMaxListeners(interruption().signal)).toBe(unlimited);
});
