import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { createdBefore } from '../../support/dependency-graph';
import { RETAINED } from '../../support/sample-environments';
import { ofType, resourcesOf, stackOf, theOnly } from '../../support/synthesized';
import { DEPLOYMENT_ROLE } from '../../support/template-arns';

const OPERATOR = 'arn:aws:iam::111122223333:role/operators/operator';
const TYPE = 'AWS::Lambda::ResourcePolicy';
const warnings = (stack: ReturnType<typeof stackOf>) =>
  Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('any-invoker'));

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
          Condition: { ArnNotEquals: { 'aws:PrincipalArn': [...operatorRoleArns, DEPLOYMENT_ROLE] } },
        },
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
  test('has no policy on the function', () => {
    expect(ofType(resourcesOf(RETAINED), TYPE)).toEqual({});
  });

  test('is warned of', () => {
    expect(warnings(stackOf(RETAINED))).toHaveLength(1);
  });
});

test('a row that lists operators is not warned of', () => {
  expect(warnings(stackOf({ ...RETAINED, operatorRoleArns: [OPERATOR] }))).toEqual([]);
});
