import { AwsSolutionsChecks } from 'cdk-nag';
import { ADOPTED, DESTROYED, RETAINED } from '../support/sample-environments';
import { stackOf } from '../support/synthesized';

test.each([
  ['a retained environment', RETAINED],
  ['a destroyed environment', DESTROYED],
  ['an adopted secret', ADOPTED],
])('the stack of %s keeps the AWS Solutions rules', (_, environment) => {
  const { violations } = new AwsSolutionsChecks().validateScope(stackOf(environment));
  expect(violations).toEqual([]);
});
