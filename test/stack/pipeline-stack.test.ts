import { AwsSolutionsChecks } from 'cdk-nag';
import { PIPELINES } from '../../lib/environments/pipelines';
import { ENVIRONMENTS } from '../../lib/environments/rows';
import { pipelineResources, pipelineStack } from '../simulation/support/pipeline-under-test';
import { RETAINED } from '../support/sample-environments';
import { countedByType, theOnly } from '../support/synthesized';

test('there is no pipeline until somebody names its repository', () => {
  expect(PIPELINES).toEqual([]);
});

test('a provider that the account has already is used', () => {
  expect(countedByType(pipelineResources([RETAINED]))).toEqual({ 'AWS::IAM::Role': 3, 'AWS::IAM::Policy': 2 });
});

test('a provider that is made stays, because others may have begun to use it', () => {
  const [, { Properties, DeletionPolicy }] = theOnly(
    pipelineResources([RETAINED], { provider: 'create' }),
    'AWS::IAM::OIDCProvider',
  );
  expect({ Properties, DeletionPolicy }).toEqual({
    Properties: { Url: 'https://token.actions.githubusercontent.com', ClientIdList: ['sts.amazonaws.com'] },
    DeletionPolicy: 'Retain',
  });
});

test('its stack is protected from deletion, and keeps the AWS Solutions rules for every environment there is', () => {
  const stack = pipelineStack(ENVIRONMENTS, { provider: 'create' });
  expect(stack.terminationProtection).toBe(true);
  expect(new AwsSolutionsChecks().validateScope(stack).violations).toEqual([]);
});

test('I6: twice made, it is the same to the letter', () => {
  expect(pipelineResources(ENVIRONMENTS)).toEqual(pipelineResources(ENVIRONMENTS));
});

test.each([
  ['owner/*', 'repository must be OWNER/NAME'],
  ['owner', 'repository must be OWNER/NAME'],
  ['owner@1/name', 'repository must be OWNER/NAME'],
  ['owner/name:ref:refs/heads/x', 'repository must be OWNER/NAME'],
])('a repository %s is refused', (repository, refusal) => {
  expect(() => pipelineStack([RETAINED], { repository })).toThrow(refusal);
});

test('an environment of another account is refused', () => {
  expect(() => pipelineStack([{ ...RETAINED, account: '444455556666' }], { account: '111122223333' })).toThrow(
    'account must be that of sample (444455556666), got 111122223333',
  );
});

test('a list of operators without the role that verifies is refused', () => {
  const operatorRoleArns = ['arn:aws:iam::111122223333:role/somebody'];
  expect(() => pipelineStack([{ ...RETAINED, operatorRoleArns }])).toThrow(
    'operatorRoleArns of sample must name the role sample-pipeline-verify',
  );
});
