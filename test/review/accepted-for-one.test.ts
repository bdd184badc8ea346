import { explain } from '../../lib/review/access/explain';
import type { Finding } from '../../lib/review/finding';
import { judgeStack } from '../../lib/review/judge';
import { pairOf } from '../../lib/review/side';
import type { Loose } from '../e2e/review/support/mutated';
import { stackOf } from './stack-of';

const allow = (more: object = {}) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: '*', ...more }],
});
const RESOURCES: Loose = {
  App: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'x-instance-role' } },
  Other: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'y-instance-role' } },
  Topic: { Type: 'AWS::SNS::Topic' },
  OtherTopic: { Type: 'AWS::SNS::Topic' },
  Operator: { Type: 'AWS::IAM::ManagedPolicy', Properties: { ManagedPolicyName: 'operator', PolicyDocument: allow() } },
  Unreadable: {
    Type: 'AWS::IAM::ManagedPolicy',
    Properties: { ManagedPolicyName: 'unreadable', PolicyDocument: { ...allow(), Version: '2008-10-17' } },
  },
};

/** What is found where `added` is added to the stack, or takes the place of something in it. */
async function foundIn(added: Loose): Promise<Finding[]> {
  const { findings } = await judgeStack(
    pairOf('staging', stackOf({ Resources: RESOURCES }), stackOf({ Resources: { ...RESOURCES, ...added } })),
  );
  return findings.filter(({ stops }) => stops === 'acceptable');
}

const ofRole = (role: unknown, type = 'AWS::IAM::Policy') => ({
  Added: { Type: type, Properties: { PolicyName: 'read', Roles: [role], PolicyDocument: allow() } },
});
const attached = (id: string, role: unknown) => ({
  [id]: { ...RESOURCES[id], Properties: { ...RESOURCES[id].Properties, Roles: [role] } },
});
const ofTopic = (topic: unknown) => ({
  Added: { Type: 'AWS::SNS::TopicPolicy', Properties: { Topics: [topic], PolicyDocument: allow({ Principal: '*' }) } },
});
const ofSecret = (Condition: object) => ({
  Added: {
    Type: 'AWS::IAM::Policy',
    Properties: { PolicyName: 'read', Roles: [{ Ref: 'App' }], PolicyDocument: allow({ Condition }) },
  },
});

test.each<[string, Loose, Loose]>([
  ['a policy of one role, for the same of another', ofRole({ Ref: 'App' }), ofRole({ Ref: 'Other' })],
  ['a policy of a role of elsewhere, for another of elsewhere', ofRole('breakglass'), ofRole('anyone')],
  ['a managed policy attached to one', attached('Operator', 'breakglass'), attached('Operator', 'anyone')],
  ['the same where nobody can read it', attached('Unreadable', 'breakglass'), attached('Unreadable', 'anyone')],
  ['a policy of one topic', ofTopic({ Ref: 'Topic' }), ofTopic({ Ref: 'OtherTopic' })],
  [
    'two limits by one key in other letters, for one of them',
    ofSecret({ StringLike: { 'aws:sourceVpc': 'vpc-1', 'AWS:SourceVpc': 'vpc-0' } }),
    ofSecret({ StringLike: { 'aws:sourceVpc': 'vpc-1' } }),
  ],
  [
    'two limits by operators that mean the same',
    ofSecret({ ArnEquals: { 'aws:SourceArn': 'arn:b' }, ArnLike: { 'aws:SourceArn': 'arn:a' } }),
    ofSecret({ ArnLike: { 'aws:SourceArn': 'arn:b' } }),
  ],
])('nobody accepts anything else with %s', async (_, one, other) => {
  const found = await foundIn(one);
  const names = (findings: readonly Finding[]) => findings.map(({ fingerprint }) => fingerprint);
  expect(found).not.toEqual([]);
  expect(names(await foundIn(one))).toEqual(names(found));
  expect(names(await foundIn(other)).filter((each) => names(found).includes(each))).toEqual([]);
});

test('what the app could do by a policy of a role is told with the role: another one may be called as the app’s is', () => {
  const gain = { who: 'the app', what: 'delete it', action: 'secretsmanager:DeleteSecret', on: 'secret' } as const;
  const changed = [{ ...gain, before: 'ImplicitlyDenied', after: 'Allowed', keyRefuses: false } as const];
  const told = (name: string) => explain({ holder: { kind: 'identity', name }, entries: [] }, changed);
  expect(told('role/x-instance-role')).toMatchObject([
    { gate: 'access.writer', details: [expect.anything(), 'by a policy of the identity `role/x-instance-role`'] },
  ]);
  expect(told('role/y-instance-role')).not.toEqual(told('role/x-instance-role'));
});

test('a policy that nobody can read here and that did not change is told where it comes to hold for somebody else', async () => {
  expect((await foundIn(attached('Unreadable', 'anyone'))).map(({ gate }) => gate)).toEqual(['template.opaque']);
});
