import { App, Stack } from 'aws-cdk-lib';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { Environment } from '../../lib/environments/row';
import { ENVIRONMENTS } from '../../lib/environments/rows';
import { ADOPTED, DESTROYED, RETAINED } from '../support/sample-environments';
import { stackOf } from '../support/synthesized';

const KEY_ARN = 'arn:aws:kms:eu-west-1:111122223333:key/00000000-0000-0000-0000-000000000000';

test.each<[string, Environment]>([
  ['a retained environment', RETAINED],
  ['a destroyed environment', DESTROYED],
  ['an adopted secret', ADOPTED],
  ['an adopted secret with a key of its own', { ...ADOPTED, encryption: { keyArn: KEY_ARN } }],
  ['an environment with operators', { ...RETAINED, operatorRoleArns: ['arn:aws:iam::111122223333:role/operator'] }],
  [
    'an environment that tells somebody',
    { ...RETAINED, audit: { ...RETAINED.audit, subscriptions: ['a@b.training'] } },
  ],
  ...ENVIRONMENTS.map((environment): [string, Environment] => [environment.name, environment]),
])('the stack of %s keeps the AWS Solutions rules', (_, environment) => {
  const { violations } = new AwsSolutionsChecks().validateScope(stackOf(environment));
  expect(violations).toEqual([]);
});

describe('the rules are asked', () => {
  const broken = (scope: Stack) => {
    const names = new AwsSolutionsChecks().validateScope(scope).violations.map(({ ruleName }) => ruleName);
    return names.sort();
  };

  test('about a bare bucket', () => {
    const stack = new Stack(new App(), 'Stack');
    new CfnBucket(stack, 'Bucket');
    expect(broken(stack)).toEqual(['AwsSolutions-S1', 'AwsSolutions-S10']);
  });

  test('about a bare bucket in the stack of an environment', () => {
    const stack = stackOf(RETAINED);
    new CfnBucket(stack, 'Bucket');
    expect(broken(stack)).toEqual(['AwsSolutions-S1', 'AwsSolutions-S10']);
  });
});
