import { Progress } from '../../../lib/operator/terminal/progress';
import { Memory } from '../support/fake-context';

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** What `work` gives, for which no test has to wait. */
async function soon<T>(work: Promise<T>): Promise<T> {
  await jest.runAllTimersAsync();
  return work;
}

test('what takes no second needs no word', async () => {
  const sink = new Memory();
  expect(await soon(new Progress(sink).during('waiting', async () => 42))).toBe(42);
  expect(sink.text).toBe('');
});

test('without a terminal: a plain line for each state, once', async () => {
  const sink = new Memory();
  const work = new Progress(sink).during('first', async (say) => {
    await wait(1_400);
    say('second');
    await wait(400);
  });
  await soon(work);

  expect(sink.text).toBe('first …\nsecond …\n');
});

test('at a terminal: one line with the seconds, gone at the end', async () => {
  const sink = new Memory(true);
  await soon(new Progress(sink).during('waiting', () => wait(1_300)));

  expect(sink.text).toContain('waiting (1 s)');
  expect(sink.text).not.toContain('\n');
  expect(sink.text.endsWith('\r\u001b[2K')).toBe(true);
});

test('work within other work adds no line, and work after it does', async () => {
  const sink = new Memory();
  const progress = new Progress(sink);
  await soon(progress.during('outer', () => progress.during('inner', () => wait(1_400))));
  await soon(progress.during('after', () => wait(1_400)));

  expect(sink.text).toBe('outer …\nafter …\n');
});
