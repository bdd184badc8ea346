import type { Json, JsonObject } from '../../lib/review/assembly/json';
import { judgeStack } from '../../lib/review/judge';
import { pairOf } from '../../lib/review/side';
import { stackOf } from './stack-of';

const WORDS = 'was looked at by the owners';

const seed = (...GeneratedKeys: string[]): JsonObject => ({
  Type: 'Custom::SecretSeed',
  Properties: { GeneratedKeys },
});
const stack = (Resources: Json) => stackOf({ Resources });

test.each<[string, JsonObject, JsonObject]>([
  ['the type of a resource', {}, { Thing: { Type: `note. It ${WORDS}`, Properties: {} } }],
  ['a type with a backtick', {}, { Thing: { Type: `note\` \`. It ${WORDS}`, Properties: {} } }],
  ['a generated key', { Thing: seed() }, { Thing: seed(`A\` ${WORDS}, and so was \`B`) }],
])('%s does not go on in its own words', async (_, before, after) => {
  const { findings } = await judgeStack(pairOf('staging', stack(before), stack(after)));
  const said = findings.flatMap(({ sentence, details }) => [sentence, ...details]);
  expect(said.join()).toContain(WORDS);
  // What stands between backticks is code.
  const prose = said.flatMap((sentence) => sentence.split('`').filter((__, index) => index % 2 === 0));
  expect(prose.join('\n')).not.toContain(WORDS);
});
