import { parseDocument } from '../../../lib/keeper/secret/secret-document';

function refusal(text: string): { readonly rule: string; readonly message: string } {
  try {
    parseDocument(text);
  } catch (error) {
    if (error instanceof Error && 'rule' in error) {
      return { rule: String(error.rule), message: error.message };
    }
    throw error;
  }
  return { rule: 'accepted', message: '' };
}

test.each([
  ['text', 'plain words'],
  ['an array', '["FLASK_SECRET_KEY"]'],
  ['a number', '42'],
  ['a string', '"{}"'],
  ['null', 'null'],
  ['invalid JSON', '{"A": "x",}'],
  ['a comment', '{"A": "x" /* why */}'],
  ['two documents', '{}{}'],
  ['white space alone', ' \n'],
  ['a byte-order mark', '\uFEFF{}'],
])('%s is not taken for a document', (_, text) => {
  expect(refusal(text).rule).toBe('not-an-object');
});

test.each(['{"A":1,"A":2}', '{"A":1,"\\u0041":2}', '{"__proto__":1,"__proto__":2}'])(
  'a repeated top-level key is refused: %j',
  (text) => {
    expect(refusal(text).rule).toBe('duplicate-key');
  },
);

test('the same key at two depths is no repetition', () => {
  expect(refusal('{"A":{"A":1,"B":{"A":2}}}').rule).toBe('accepted');
});

test('nesting that fills the whole secret does not exhaust the stack', () => {
  const depth = 32_000;
  expect(parseDocument(`{"A":${'['.repeat(depth)}${']'.repeat(depth)}}`).members.size).toBe(1);
});

test('a refusal repeats nothing of the value', () => {
  expect(refusal('{"FLASK_SECRET_KEY": "canary-value"').message).not.toContain('canary');
});

test.each([
  ['[]', 'not an object (an array)'],
  ['null', 'not an object (null)'],
  ['42', 'not an object (a number)'],
  ['{"A": x}', 'not valid JSON (length 8)'],
  ['\uFEFF{}', 'byte-order mark'],
])('what stands there instead is named: %j', (text, named) => {
  expect(refusal(text).message).toContain(named);
});
