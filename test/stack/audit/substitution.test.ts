import { App, Aws, CfnResource, Fn, Stack } from 'aws-cdk-lib';
import { Substitution } from '../../../lib/stack/audit/substitution';

const stack = new Stack(new App(), 'Stack');
const topic = new CfnResource(stack, 'Topic', { type: 'AWS::SNS::Topic' });
const substitution = new Substitution(stack);
const account = substitution.placeholder('Account', Aws.ACCOUNT_ID);
const name = substitution.placeholder('Name', topic.getAtt('TopicName').toString());
const part = substitution.placeholder('Part', Fn.select(6, Fn.split(':', topic.ref)));
const PART = { 'Fn::Select': [6, { 'Fn::Split': [':', { Ref: 'Topic' }] }] };

test.each<[string, string, unknown]>([
  ['a text of its own', 'eu-west-1', 'eu-west-1'],
  ['a pseudo parameter', `arn:aws:iam::${account}:root`, { 'Fn::Sub': `arn:aws:iam::\${AWS::AccountId}:root` }],
  [
    'a part of a reference, which the text names by a variable',
    `${account}:${part}`,
    { 'Fn::Sub': [`\${AWS::AccountId}:\${Part}`, { Part: PART }] },
  ],
  ['nothing but an attribute', name, { 'Fn::GetAtt': ['Topic', 'TopicName'] }],
  ['nothing but a reference', account, { Ref: 'AWS::AccountId' }],
  ['what is known', substitution.placeholder('Known', 'known'), 'known'],
])('a text is filled in by CloudFormation: %s', (_, text, expected) => {
  expect(substitution.filled(text)).toEqual(expected);
});

test('each text of a pattern is, and names and other values are not', () => {
  expect(substitution.filledPattern({ [account]: [{ exists: false }, { prefix: account }, 1, null] })).toEqual({
    [account]: [{ exists: false }, { prefix: { Ref: 'AWS::AccountId' } }, 1, null],
  });
});
