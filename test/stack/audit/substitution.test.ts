import { App, Aws, CfnResource, Fn, Stack } from 'aws-cdk-lib';
import { Substitution } from '../../../lib/stack/audit/substitution';

const stack = new Stack(new App(), 'Stack');
const topic = new CfnResource(stack, 'Topic', { type: 'AWS::SNS::Topic' });
const substitution = new Substitution(stack);
const account = substitution.reference(Aws.ACCOUNT_ID);
const name = substitution.reference(topic.getAtt('TopicName').toString());
const PART = Fn.select(6, Fn.split(':', topic.ref));
const part = substitution.variable('Part', PART);
const RESOLVED_PART = { 'Fn::Select': [6, { 'Fn::Split': [':', { Ref: 'Topic' }] }] };

test.each<[string, string, unknown]>([
  ['a text of its own', 'eu-west-1', 'eu-west-1'],
  ['a pseudo parameter', `arn:aws:iam::${account}:root`, { 'Fn::Sub': `arn:aws:iam::\${AWS::AccountId}:root` }],
  ['an attribute', `${name}-read`, { 'Fn::Sub': `\${Topic.TopicName}-read` }],
  [
    'a part of a reference, which the text names by a variable',
    `${account}:${part}`,
    { 'Fn::Sub': [`\${AWS::AccountId}:\${Part}`, { Part: RESOLVED_PART }] },
  ],
  ['nothing but an attribute', name, { 'Fn::GetAtt': ['Topic', 'TopicName'] }],
  ['nothing but a reference', account, { Ref: 'AWS::AccountId' }],
  ['nothing but a variable', part, RESOLVED_PART],
  ['what is known', substitution.reference('known'), 'known'],
])('a text is filled in by CloudFormation: %s', (_, text, expected) => {
  expect(substitution.filled(text)).toEqual(expected);
});

test('each text of a pattern is, and names and other values are not', () => {
  expect(substitution.filled({ [account]: [{ exists: false }, { prefix: account }, 1, null] })).toEqual({
    [account]: [{ exists: false }, { prefix: { Ref: 'AWS::AccountId' } }, 1, null],
  });
});

test.each([`a \${nobody} b`, `\${AWS::Region}`, `${account} \${`, `\${!AWS::AccountId}`])(
  'a text that names what it has not from here is refused: %s',
  (text) => {
    expect(() => substitution.filled(text)).toThrow('expected references that the stack has');
  },
);

test('what is no reference is a variable, and a variable stands for one thing', () => {
  expect(() => substitution.reference(PART)).toThrow('expected a text, a reference or an attribute');
  expect(() => substitution.variable('Part', topic.ref)).toThrow(
    'expected a name that stands for nothing yet, got Part',
  );
});
