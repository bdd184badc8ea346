import { interruption } from '../../../lib/operator/terminal/terminal';

test('however many environments wait for Ctrl-C, Node warns of no leak', () => {
  const { signal } = interruption();
  // `events.getMaxListeners` does not know a signal of Jest's own realm.
  const limit = Object.getOwnPropertySymbols(signal).find(
    ({ description }) => description?.includes('axEventTargetListeners') && !description.includes('Warned'),
  );

  expect(Reflect.get(signal, limit ?? '')).toBe(0);
});
