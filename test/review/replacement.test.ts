import { judgeStack } from '../../lib/review/judge';
import { pairOf } from '../../lib/review/side';
import { stackOf } from './stack-of';

/** The gates that a stack meets where one property of its only resource changes. */
async function gatesOf(Type: string, property: string): Promise<string[]> {
  const stack = (value: string) => stackOf({ Resources: { It: { Type, Properties: { [property]: value } } } });
  const { findings } = await judgeStack(pairOf('staging', stack('one'), stack('other')));
  return findings.map(({ gate }) => gate);
}

test.each([
  ['the secret', 'AWS::SecretsManager::Secret', 'Name', 'data.replaced'],
  ['a topic', 'AWS::SNS::Topic', 'TopicName', 'audit.replaced'],
  ['the policy of a person', 'AWS::IAM::ManagedPolicy', 'Description', 'access.replaced'],
])('a property for which CloudFormation makes %s anew is told', async (_, type, property, gate) => {
  expect(await gatesOf(type, property)).toContain(gate);
});

test('a property that CloudFormation changes in place is none of them', async () => {
  expect(await gatesOf('AWS::SecretsManager::Secret', 'Description')).not.toContain('data.replaced');
});
