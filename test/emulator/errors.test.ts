import { EmulatorError, tail } from '../../emulator/errors';

test('the message is the problem and then the next step', () => {
  expect(new EmulatorError('port 1 is taken', 'choose another').message).toBe(
    'port 1 is taken\n  next: choose another',
  );
});

test('the tail of a log is its last lines, marked', () => {
  expect(tail('a\nb\nc\n', 2)).toBe('  | b\n  | c');
});
