import type { Json, JsonObject } from '../../lib/review/assembly/json';
import { judgeStack } from '../../lib/review/judge';
import { pairOf } from '../../lib/review/side';
import { stackOf } from './stack-of';

const PolicyDocument: Json = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Principal: '*', Action: 'lambda:InvokeFunction', Resource: '*' }],
};
const OWN: Json = { 'Fn::GetAtt': ['Keeper', 'Arn'] };

/** Resources that speak of the keeper, by what they say of which function it is. */
const SPEAKING: Readonly<Record<string, (of: Json) => JsonObject>> = {
  policy: (of) => ({ Type: 'AWS::Lambda::ResourcePolicy', Properties: { ResourceArn: of, PolicyDocument } }),
  permission: (of) => ({
    Type: 'AWS::Lambda::Permission',
    Properties: { FunctionName: of, Action: 'lambda:InvokeFunction', Principal: 'events.amazonaws.com' },
  }),
};

const stack = (Speaking: JsonObject = {}) =>
  stackOf({
    Resources: { Keeper: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'keeper' } }, Speaking },
  });

async function stops(what: string, of: Json): Promise<boolean> {
  const [base, head] = [OWN, of].map((each) => stack(SPEAKING[what]?.(each)));
  const { findings } = await judgeStack(pairOf('staging', base ?? stack(), head ?? stack()));
  return findings.some((finding) => finding.stops !== 'shown');
}

const arn = (region: string, account: string, name = 'keeper', partition = `\${AWS::Partition}`): Json => ({
  'Fn::Sub': `arn:${partition}:lambda:${region}:${account}:function:${name}`,
});
const [REGION, ACCOUNT] = [`\${AWS::Region}`, `\${AWS::AccountId}`];

describe.each(Object.keys(SPEAKING))('a %s', (what) => {
  test('is of the stack’s function by its name, and by its ARN in this account and Region', async () => {
    expect([await stops(what, arn(REGION, ACCOUNT)), await stops(what, 'keeper')]).toEqual([false, false]);
  });

  test.each<[string, Json]>([
    ['another account', arn(REGION, '999999999999')],
    ['an account that may be this one', arn(REGION, '111122223333')],
    ['another Region', arn('us-east-1', ACCOUNT)],
    ['another partition', arn(REGION, ACCOUNT, 'keeper', 'aws-cn')],
    ['a version of it', arn(REGION, ACCOUNT, 'keeper:1')],
    ['another account, without the beginning of the ARN', '999999999999:function:keeper'],
    ['what only ends as an ARN does', 'x:function:keeper'],
    ['text that only looks like the account', arn(REGION, `\${!AWS::AccountId}`)],
  ])('is of another function, though it has the name: %s', async (_, of) => {
    expect(await stops(what, of)).toBe(true);
  });
});
