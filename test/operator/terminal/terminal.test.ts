import { Progress } from '../../../lib/operator/terminal/progress';
import { interruption, processTerminal } from '../../../lib/operator/terminal/terminal';

test('however many environments wait for Ctrl-C, Node warns of no leak', () => {
  const { signal } = interruption();
  // `events.getMaxListeners` does not know a signal of Jest's own realm.
  const limit = Object.getOwnPropertySymbols(signal).find(
    ({ description }) => description?.includes('axEventTargetListeners') && !description.includes('Warned'),
  );

  expect(Reflect.get(signal, limit ?? '')).toBe(0);
});

test('after Ctrl-C nothing is asked any more: a prompt that begins then holds the terminal for ever', async () => {
  const controller = interruption();
  controller.abort();
  const listeners = () => process.stdin.eventNames().map((name) => [name, process.stdin.listenerCount(name)]);
  const before = listeners();
  const question = processTerminal(new Progress(process.stderr), controller.signal).confirm('Delete?', true);
  await expect(question).rejects.toMatchObject({ rule: 'cancelled' });
  expect(listeners()).toEqual(before);
});
