import fc from 'fast-check';
import { parseDocument } from '../../../lib/keeper/secret/secret-document';
import { setMembers } from '../../../lib/keeper/secret/splice';

function edited(text: string, values: Record<string, unknown>): string {
  const json = new Map(Object.entries(values).map(([name, value]) => [name, JSON.stringify(value)]));
  return setMembers(parseDocument(text), json).text;
}

test.each([
  ['{}', '{"A":"x"}'],
  ['{ }', '{"A":"x" }'],
  ['{"B":1}', '{"B":1,"A":"x"}'],
  ['{"B": 1}', '{"B": 1,"A": "x"}'],
  ['{\n  "B": 1\n}\n', '{\n  "B": 1,\n  "A": "x"\n}\n'],
  ['{\n  "B": 1,\n  "C": [1,2]\n}', '{\n  "B": 1,\n  "C": [1,2],\n  "A": "x"\n}'],
  ['\n{ "B":1}', '\n{ "B":1, "A":"x"}'],
  ['{"B": {"A": "inner"}}', '{"B": {"A": "inner"},"A": "x"}'],
])('a new member goes behind the last one, in its layout: %j', (before, after) => {
  expect(edited(before, { A: 'x' })).toBe(after);
});

test.each([
  ['{"A":"old","B":2}', '{"A":"x","B":2}'],
  ['{ "\\u0041" : [1, {"A": 2}] , "B":2.50}', '{ "\\u0041" : "x" , "B":2.50}'],
])('a present member’s value is replaced where it is: %j', (before, after) => {
  expect(edited(before, { A: 'x' })).toBe(after);
});

test('spellings that a parser would lose are kept to the letter', () => {
  const text =
    '\t{ "n":12345678901234567890 , "f":2.50,"e":1e400, "é":"\\u00e9\\/" ,\r\n"__proto__":{"x":[ ]},"nested":{"a":{"a":"}"}} }\n';
  const result = edited(text, { NEW: 'value' });
  expect(result.replace(',\r\n"NEW":"value"', '').replace(',"NEW":"value"', '')).toBe(text);
  expect(Object.keys(JSON.parse(result))).toContain('NEW');
});

test('a document of 65,536 bytes is stored, one of 65,537 is refused', () => {
  const room = (bytes: number) => ({ A: 'x'.repeat(bytes - '{"A":""}'.length) });
  expect(Buffer.byteLength(edited('{}', room(65_536)))).toBe(65_536);
  expect(() => edited('{}', room(65_537))).toThrow(expect.objectContaining({ rule: 'too-long' }));
});

test('the limit counts UTF-8 bytes, not characters', () => {
  expect(() => edited('{}', { A: 'é'.repeat(40_000) })).toThrow(expect.objectContaining({ rule: 'too-long' }));
});

test('I2: any document keeps every member that is not named, and holds every value that is', () => {
  const documents = fc
    .dictionary(fc.string(), fc.jsonValue(), { maxKeys: 8 })
    .map((value) => JSON.stringify(value, null, 1));
  const values = fc.dictionary(fc.string({ minLength: 1 }), fc.string(), { maxKeys: 4 });
  fc.assert(
    fc.property(documents, values, (text, changes) => {
      const result: Record<string, unknown> = JSON.parse(edited(text, changes));
      const expected: Record<string, unknown> = { ...JSON.parse(text), ...changes };
      // Parsed apart, so that a member named __proto__ is compared as any other.
      expect(new Map(Object.entries(result))).toEqual(new Map(Object.entries(expected)));
    }),
  );
});

describe('I2: an edit that would touch what it does not name is found before it is written', () => {
  const document = parseDocument('{"A":1,"B":2}');
  const [a, b] = [...document.members.values()];
  if (a === undefined || b === undefined) {
    throw new Error('two members');
  }

  test.each([
    ['takes another member along', { end: b.end }, '"x"'],
    ['writes into another member', { valueStart: b.valueStart, end: b.end }, '1'],
    ['does not set its own', { valueStart: b.valueStart, end: b.end }, '2'],
  ])('one that %s', (_, place, json) => {
    const members = new Map([
      ['A', { ...a, ...place }],
      ['B', b],
    ]);
    expect(() => setMembers({ ...document, members }, new Map([['A', json]]))).toThrow(
      'the edit would have changed members it does not name; nothing was written',
    );
  });
});

test('setting the same members twice changes nothing the second time', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ minLength: 1 }), fc.string(), { maxKeys: 4 }), (changes) => {
      const once = edited('{"other": 2.50}', changes);
      expect(edited(once, changes)).toBe(once);
    }),
  );
});
