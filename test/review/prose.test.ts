import type { JsonObject } from '../../lib/review/assembly/json';
import { judgeStack } from '../../lib/review/judge';
import { behind } from '../../lib/review/page/behind';
import { toldOnce } from '../../lib/review/page/told-once';
import { reportOf } from '../../lib/review/report';
import { pairOf } from '../../lib/review/side';
import { stackOf } from './stack-of';

const WORDS = 'was looked at by the owners';
const NAME = `A\` ${WORDS}, and so was \`B`;

const resource = (Type: string, Properties: JsonObject): JsonObject => ({ Thing: { Type, Properties } });
const seed = (...GeneratedKeys: string[]) => resource('Custom::SecretSeed', { GeneratedKeys });
const rule = (EventPattern: JsonObject) => resource('AWS::Events::Rule', { Name: NAME, EventPattern });
const role = (RoleName: string, AWS: string) => {
  const Statement = [{ Effect: 'Allow', Principal: { AWS }, Action: 'sts:AssumeRole' }];
  return resource('AWS::IAM::Role', { RoleName, AssumeRolePolicyDocument: { Version: '2012-10-17', Statement } });
};
const secret = (...Tags: JsonObject[]) => resource('AWS::SecretsManager::Secret', { Tags });
const keeper = (Variables: JsonObject) => resource('AWS::Lambda::Function', { Environment: { Variables } });

/** Every sentence of the page about a change of the resources `before` to `after`. */
async function saidOf(before: JsonObject, after: JsonObject): Promise<string[]> {
  const judged = await judgeStack(pairOf('staging', stackOf({ Resources: before }), stackOf({ Resources: after })));
  const judgement = { environments: [judged], findings: [] };
  const report = reportOf({ compared: '', judgement, repository: [], acceptances: [], today: '', notChecked: [] });
  return toldOnce(report).flatMap((told) => [told.finding.sentence, ...behind(told)]);
}

test.each<[string, JsonObject, JsonObject]>([
  ['the type of a resource', {}, resource(`note. It ${WORDS}`, {})],
  ['a type with a backtick', {}, resource(`note\` \`. It ${WORDS}`, {})],
  ['a generated key', seed(), seed(NAME)],
  ['the name of an alert', rule({}), rule({ source: ['b'] })],
  ['a field of what an alert looks for', rule({}), rule({ [`note. It ${WORDS}`]: ['b'] })],
  ['the name of a role', role(NAME, 'arn:aws:iam::111122223333:root'), role(NAME, '*')],
  ['whom a role trusts', role('app', 'arn:aws:iam::111122223333:role/a'), role('app', NAME)],
  ['a tag', secret(), secret({ Key: NAME, Value: 'x' })],
  ['a tag without a backtick', secret(), secret({ Key: `note. It ${WORDS}`, Value: 'x' })],
  ['a variable of the keeper', keeper({}), keeper({ [`note. It ${WORDS}`]: 'x' })],
])('%s does not go on in its own words', async (_, before, after) => {
  const said = await saidOf(before, after);
  expect(said.join()).toContain(WORDS);
  // What stands between backticks is code.
  const prose = said.flatMap((sentence) => sentence.split('`').filter((__, index) => index % 2 === 0));
  expect(prose.join('\n')).not.toContain(WORDS);
});
