import { parseJson } from '../../lib/review/assembly/json';

test.each<[string, string]>([
  ['the same key in two objects', '{"a": {"b": 1}, "c": {"b": 2}}'],
  ['the same key inside itself', '{"a": {"a": [{"a": 1}]}}'],
  ['a string that looks like a key', String.raw`{"a": "\"a\": 1, \"a\":", "b": "a", "c": ["a", ":"]}`],
  ['a key with a quote and a backslash at its end', String.raw`{"a\"": 1, "a\\": 2, "a": 3}`],
  ['a colon in the next line', '{"a"\n\t : 1}'],
  ['the key of a prototype', '{"__proto__": {"toString": 1}}'],
  ['no object', '["a", 1, null, "a"]'],
])('is taken: %s', (_, text) => {
  expect(parseJson(text, 'x.json')).toEqual(JSON.parse(text));
});

test.each<[string, string]>([
  ['side by side', '{"a": 1, "a": 2}'],
  ['with the same value', '{"a": 1, "b": 2, "a": 1}'],
  ['deep inside', '{"a": [1, {"b": {"c": 1, "d": "", "c": {}}}]}'],
  ['one of them escaped', String.raw`{"a": 1, "\u0061": 2}`],
  ['the key of a prototype', '{"__proto__": 1, "__proto__": 2}'],
  ['the empty key', '{"": 1, "": 2}'],
  ['around a string that ends in a backslash', String.raw`{"a": "\\", "b": "\\\"", "a": 2}`],
])('is refused, as a key is said twice: %s', (_, text) => {
  expect(() => parseJson(text, 'x.json')).toThrow('x.json must say each key of an object once');
});

test.each(['', '{"a": 1,}', '{"a": 1} // and more', "{'a': 1}", '{"a": 1}{"b": 2}'])('is no JSON: %p', (text) => {
  expect(() => parseJson(text, 'x.json')).toThrow('x.json must be JSON');
});
