import type { Json, JsonObject } from '../../lib/review/assembly/json';
import { policiesOf } from '../../lib/review/normal/atoms';
import { matchesPattern } from '../../lib/review/normal/pattern';
import { filled, references } from '../../lib/review/normal/references';
import { normalTemplate } from '../../lib/review/normal/template';
import { textOf } from '../../lib/review/normal/text';

const many = (count: number, of: string) => Array.from({ length: count }, (_, index) => `${of}${index}`);

function policies(count: number) {
  const Statement: Json = {
    Effect: 'Allow',
    Principal: { AWS: many(count, 'arn:aws:iam::111122223333:role/r') },
    Action: many(count, 'a:b'),
    Resource: many(count, 'c'),
  };
  const Properties: JsonObject = { SecretId: 'one', ResourcePolicy: { Version: '2012-10-17', Statement } };
  const It: JsonObject = { Type: 'AWS::SecretsManager::ResourcePolicy', Properties };
  return policiesOf(normalTemplate({ Resources: { It } }));
}

test.each([
  [10, 1_000, []],
  [11, 0, ['a statement combines more than 1000 principals, actions and resources']],
  [150, 0, ['a statement combines more than 1000 principals, actions and resources']],
])('a statement of %d principals, actions and resources each is %d combinations', (count, atoms, opaque) => {
  const said = policies(count);
  expect({ atoms: said.atoms.size, opaque: said.opaque.map(({ why }) => why) }).toEqual({ atoms, opaque });
});

// Looked through again from each of its parts, any of these takes hours.
test('a text of many beginnings of references is looked through once', () => {
  const text = '${'.repeat(200_000);
  const said = textOf(text) ?? '';
  expect(textOf({ 'Fn::Sub': text })).toBeUndefined();
  expect({ references: references(said), filled: filled(said, () => '') === text }).toEqual({
    references: [],
    filled: true,
  });
});

test.each([
  ['*', 'a*', true],
  ['a*c', 'abc', true],
  ['a*c', 'abcd', false],
  ['a?', 'ab', true],
  ['a?', 'a*', false],
  ['a*b*b', 'abab', true],
  ['a**', 'a', true],
  ['', '', true],
  ['.', 'a', false],
  [`${'*a'.repeat(40)}*b`, 'a'.repeat(2_000), false],
  // Of a reference nobody knows how long what it stands for is, nor whether that is one of the six that a secret's name ends in.
  ['arn:??????????????:x', `arn:\${AWS::Region}:x`, false],
  ['secret-??????', `secret-\${Abc}`, false],
  ['arn:*:x', `arn:\${AWS::Region}:x`, true],
  [`\${Abc}-?`, `\${Abc}-a`, true],
])('the pattern %# matches or not', (pattern, text, matches) => {
  expect(matchesPattern(pattern, text)).toBe(matches);
});
