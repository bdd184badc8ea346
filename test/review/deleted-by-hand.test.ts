import { LoopbackServer } from '../../emulator/loopback-server';
import { patched } from '../../lib/review/deployed/patched';
import { readersOf, readLive } from '../../lib/review/deployed/readers';
import { inPlaceOfAws } from '../support/in-place-of-aws';
import { deployedStack } from './deployed/deployed-stack';

const rule = {
  Type: 'AWS::Events::Rule',
  Properties: { State: 'ENABLED', EventPattern: { source: ['aws'] }, Targets: [] },
};
const role = { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: { Statement: [] } } };
const topic = { Type: 'AWS::SNS::Topic' };
const subscription = { Type: 'AWS::SNS::Subscription', Properties: { Protocol: 'email', Endpoint: 'who@example.com' } };
const DEPLOYED = deployedStack(
  {
    GoneRule: [rule.Type, 'GoneRule'],
    OtherRule: [rule.Type, 'OtherRule'],
    GoneRole: [role.Type, 'GoneRole'],
    OtherRole: [role.Type, 'OtherRole'],
    GoneTopic: [topic.Type, 'GoneTopic'],
  },
  {
    Resources: {
      ...{ GoneRule: rule, OtherRule: rule, GoneRole: role, OtherRole: role },
      ...{ GoneTopic: topic, Subscription: subscription },
    },
  },
);

/** What EventBridge says: of two rules somebody deleted one, and disabled the other. */
const EVENTS: Readonly<Record<string, object>> = {
  DescribeRule: { Name: 'OtherRule', State: 'DISABLED', EventPattern: '{"source":["aws"]}' },
  ListTargetsByRule: { Targets: [] },
};
/** What IAM says: of two roles somebody deleted one, and gave the other a policy. */
const ROLES: Readonly<Record<string, string>> = {
  GetRole: '<Role><AssumeRolePolicyDocument>{"Statement":[]}</AssumeRolePolicyDocument></Role>',
  ListRolePolicies: '<IsTruncated>false</IsTruncated>',
  ListAttachedRolePolicies:
    '<AttachedPolicies><member><PolicyArn>arn:aws:iam::aws:policy/More</PolicyArn></member></AttachedPolicies><IsTruncated>false</IsTruncated>',
};

inPlaceOfAws(
  new LoopbackServer((request, body, response) => {
    const asked = body.toString();
    const [, event] = /\.(\w+)$/.exec(String(request.headers['x-amz-target'] ?? '')) ?? [];
    const action = new URLSearchParams(asked).get('Action') ?? '';
    response.statusCode = asked.includes('Gone') ? 404 : 200;
    if (event !== undefined) {
      response.setHeader('content-type', 'application/x-amz-json-1.1');
      response.end(JSON.stringify(asked.includes('Gone') ? { __type: 'ResourceNotFoundException' } : EVENTS[event]));
      return;
    }
    response.setHeader('content-type', 'text/xml');
    response.end(
      asked.includes('Gone')
        ? `<ErrorResponse><Error><Code>${action === 'GetRole' ? 'NoSuchEntity' : 'NotFound'}</Code></Error></ErrorResponse>`
        : `<${action}Response><${action}Result>${ROLES[action]}</${action}Result></${action}Response>`,
    );
  }),
);

test('what somebody deleted is gone, and hides nothing that was done to the others', async () => {
  const readers = readersOf('eu-west-1').filter(({ what }) =>
    ['the roles’ policies', 'the rules and their targets', 'the topic’s subscriptions'].includes(what),
  );
  const live = await readLive(DEPLOYED, readers);
  expect(live.notRead).toEqual([]);
  expect(patched(DEPLOYED, live)).toEqual({
    Resources: {
      OtherRule: { ...rule, Properties: { ...rule.Properties, State: 'DISABLED' } },
      OtherRole: { ...role, Properties: { ...role.Properties, ManagedPolicyArns: ['arn:aws:iam::aws:policy/More'] } },
    },
  });
});
