import { parseSetOption } from '../../../lib/operator/input/set-option';

test.each([
  ['AI_MODEL=-', 'stdin'],
  ['AI_MODEL=@f', { file: 'f' }],
  ['AI_MODEL=@=@-', { file: '=@-' }],
])('--set %s', (text, from) => {
  expect(parseSetOption(text)).toEqual({ key: expect.objectContaining({ name: 'AI_MODEL' }), from });
});

test.each([
  ['AI_MODEL', /^--set AI_MODEL: it names no source$/],
  ['AI_MODEL=', /^--set AI_MODEL: it names no source$/],
  ['AI_MODEL=@', /seen by every user of this machine .* \(length 1\)$/],
  ['AI_MODEL=the-value', /seen by every user of this machine .* \(length 9\)$/],
])('--set %s is refused, and a value on the command line is known to others', (text, reason) => {
  const isKnown = reason.source.includes('seen');
  expect(() => parseSetOption(text)).toThrow(
    expect.objectContaining({
      rule: 'value-on-command-line',
      exitCode: 2,
      message: expect.stringMatching(reason),
      next: expect.stringMatching(
        `^--set AI_MODEL=@file, --set AI_MODEL=- for .* at the prompt${isKnown ? '; and take this value for known to others' : ''}$`,
      ),
    }),
  );
  expect(() => parseSetOption(text)).not.toThrow('the-value');
});

test.each([
  ['=the-value', 0],
  ['the-value', 9],
  ['the-value=@f', 9],
])('--set %s: what stands for the name is not repeated', (text, length) => {
  expect(() => parseSetOption(text)).toThrow(
    expect.objectContaining({
      rule: 'unknown-key',
      exitCode: 2,
      message: expect.stringMatching(`^--set: there is no key of that name \\(length ${length}\\)`),
    }),
  );
});
