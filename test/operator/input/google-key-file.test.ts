import { googleText } from '../../../lib/operator/input/google-key-file';

test.each([
  ['on one line, to the letter', '{"a": 1.0}', '{"a": 1.0}'],
  ['on one line with a line break after it, to the letter', '{"a": 1.0}\n', '{"a": 1.0}\n'],
  ['on several lines, as one', '{\n  "a": "x\\ny"\n}', '{"a":"x\\ny"}'],
  ['on several lines with white space around them, as one', '\r\n {\r\n"a": 1}\n', '{"a":1}'],
  ['that is no object, to the letter', '[1,\n2]', '[1,\n2]'],
])('a key file %s', (_, value, text) => {
  expect(googleText(value, 'the file')).toBe(text);
});
