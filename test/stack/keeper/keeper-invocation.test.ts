import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { createdBefore } from '../../support/dependency-graph';
import { RETAINED } from '../../support/sample-environments';
import { ofType, resourcesOf, stackOf, theOnly } from '../../support/synthesized';
import { DEPLOYMENT_ROLE, inAccount } from '../../support/template-arns';

const OPERATOR = 'arn:aws:iam::111122223333:role/operators/operator';
const TYPE = 'AWS::Lambda::ResourcePolicy';
const warnings = (stack: ReturnType<typeof stackOf>) =>
  Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('any-invoker'));

/** EventBridge, for the one rule of the stack. */
function theSchedule(functionArn: object): object {
  return {
    Sid: 'WeeklyReportInvokes',
    Effect: 'Allow',
    Principal: { Service: 'events.amazonaws.com' },
    Action: 'lambda:InvokeFunction',
    Resource: functionArn,
    Condition: { ArnEquals: { 'aws:SourceArn': inAccount(':events:eu-west-1:', ':rule/sample-audit-weekly-report') } },
  };
}

test.each([
  ['the operators and CloudFormation', [OPERATOR]],
  ['CloudFormation, where the list is empty,', []],
])('only %s may invoke the keeper', (_, operatorRoleArns) => {
  // WHEN
  const resources = resourcesOf({ ...RETAINED, operatorRoleArns });

  // THEN
  const functionArn = { 'Fn::GetAtt': [theOnly(resources, 'AWS::Lambda::Function')[0], 'Arn'] };
  expect(theOnly(resources, TYPE)[1].Properties).toEqual({
    ResourceArn: functionArn,
    PolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'OnlyOperatorsInvoke',
          Effect: 'Deny',
          Principal: '*',
          Action: ['lambda:InvokeFunction', 'lambda:InvokeFunctionUrl', 'lambda:InvokeAsync'],
          Resource: functionArn,
          Condition: {
            ArnNotEquals: { 'aws:PrincipalArn': [...operatorRoleArns, DEPLOYMENT_ROLE] },
            BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
          },
        },
        theSchedule(functionArn),
      ],
    },
  });
});

test('nobody else can invoke the keeper once it is asked to seed', () => {
  const resources = resourcesOf({ ...RETAINED, operatorRoleArns: [OPERATOR] });
  const [seed] = theOnly(resources, 'Custom::SecretSeed');
  expect([...createdBefore(resources, seed)]).toContain(theOnly(resources, TYPE)[0]);
});

describe('a row that lists no operators', () => {
  test('has a policy on the function that denies nobody', () => {
    const resources = resourcesOf(RETAINED);
    const functionArn = { 'Fn::GetAtt': [theOnly(resources, 'AWS::Lambda::Function')[0], 'Arn'] };
    expect(theOnly(resources, TYPE)[1].Properties['PolicyDocument']).toEqual({
      Version: '2012-10-17',
      Statement: [theSchedule(functionArn)],
    });
  });

  test('is warned of', () => {
    expect(warnings(stackOf(RETAINED))).toHaveLength(1);
  });
});

test('a row that lists operators is not warned of', () => {
  expect(warnings(stackOf({ ...RETAINED, operatorRoleArns: [OPERATOR] }))).toEqual([]);
});

test('the keeper is asked once a week what is due, by a rule whose name is one of the alerts’', () => {
  const resources = resourcesOf(RETAINED);
  const weekly = Object.values(ofType(resources, 'AWS::Events::Rule')).filter(
    ({ Properties }) => Properties['ScheduleExpression'] !== undefined,
  );
  expect(weekly.map(({ Properties: { Tags: _, Description: __, ...properties } }) => properties)).toEqual([
    {
      Name: 'sample-audit-weekly-report',
      ScheduleExpression: 'cron(0 7 ? * MON *)',
      State: 'ENABLED',
      Targets: [{ Id: 'keeper', Arn: { 'Fn::GetAtt': [theOnly(resources, 'AWS::Lambda::Function')[0], 'Arn'] } }],
    },
  ]);
});
