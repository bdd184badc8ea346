import { assert, dictionary, integer, property, string } from 'fast-check';
import { jsonMembers } from '../../../lib/operator/input/json-members';
import { UsageError } from '../../../lib/operator/operator-error';

function refusalOf(text: string): UsageError {
  try {
    jsonMembers(text, 'the file');
  } catch (error) {
    if (error instanceof UsageError) {
      return error;
    }
  }
  throw new Error('it was not refused');
}

test('gives each member with its value, its spelling and its line', () => {
  expect(jsonMembers('{\n  "A": "x",\n  "B": 2.50\n}', 'the file')).toEqual([
    { name: 'A', value: 'x', source: '"x"', line: 2 },
    { name: 'B', value: 2.5, source: '2.50', line: 3 },
  ]);
});

test('reads what JSON.parse reads', () => {
  assert(
    property(dictionary(string(), string()), (object) => {
      const members = jsonMembers(JSON.stringify(object, null, 2), 'the file');
      expect(Object.fromEntries(members.map(({ name, value }) => [name, value]))).toEqual({ ...object });
    }),
  );
});

test('a document that is cut short is refused without an excerpt', () => {
  const secret = 'b7c1f00dfeedb7c1f00dfeed';
  const text = JSON.stringify({ A: secret, B: [secret, { C: secret }] }, null, 2);
  assert(
    property(integer({ min: 1, max: text.length - 1 }), (end) => {
      expect(refusalOf(text.slice(0, end)).message).not.toContain(secret.slice(0, 6));
    }),
  );
});

test.each([
  ['{"A": x\n}', 'at line 1, column 7: invalid symbol'],
  ['{"A": 1,}', 'at line 1, column 9: there is a comma before this bracket'],
  ['{\n"A": 1\n"B": 2}', 'at line 3, column 1: comma expected'],
  ['{"A": 1} // no', 'at line 1, column 10: invalid comment token'],
  ['', 'at line 1, column 1: value expected'],
  ['{"A": "\t"}', 'invalid JSON'],
  ['{"A": 1,, "B": 2}', 'at line 1, column 9: property name expected'],
  ['{"A": 1,\n "B" }', 'at line 2, column 6: colon expected'],
  ['{"A": [1, ]}', 'at line 1, column 11: there is a comma before this bracket'],
  ['5', 'must be one JSON object, got a number'],
  ['[1]', 'must be one JSON object, got an array'],
  ['"x"', 'must be one JSON object, got a string'],
  ['{"A": 1, "\\u0041": 2}', 'the same key twice, in lines 1 and 1'],
  ['{"A": 1,\n"B": 2,\n"A": 3}', 'the same key twice, in lines 1 and 3'],
])('%j is refused: %s', (text, finding) => {
  const { message, rule, next } = refusalOf(text);
  expect(message).toContain(finding);
  expect(rule).toBe(finding.includes('same key') ? 'duplicate-key' : 'invalid-json');
  expect(next).toContain('`npx kaizencoach-secrets template`');
});
