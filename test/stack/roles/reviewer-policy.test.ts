import { simulated } from '../../../lib/review/simulation/simulator';
import { resolved } from '../../support/resolve-intrinsics';
import { RETAINED } from '../../support/sample-environments';
import { ofType, resourcesOf } from '../../support/synthesized';

const SECRET = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:sample-app-secrets-AbCdEf';
const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/EncryptionKey1B843E66';
const KEY_POLICY = {
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::111122223333:root' }, Action: 'kms:*', Resource: '*' },
  ],
};
const EVERYTHING = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

function reviewerPolicy(): object {
  const resources = resourcesOf(RETAINED);
  const policies = Object.values(ofType(resources, 'AWS::IAM::ManagedPolicy'));
  const found = policies.find(({ Properties }) => Properties['ManagedPolicyName'] === 'sample-secret-reviewer');
  const document = resolved(resources, found?.Properties['PolicyDocument']);
  if (typeof document !== 'object' || document === null) {
    throw new Error('expected a policy for reviewers');
  }
  return document;
}

async function ask(action: string, resource: string, ...identityPolicies: readonly object[]) {
  const principal = 'arn:aws:sts::111122223333:assumed-role/reviewer/session';
  return await simulated({
    principal,
    action,
    resource,
    context: {},
    identityPolicies,
    resourcePolicy: resource === KEY ? KEY_POLICY : undefined,
  });
}

test('a reviewer sees the secret’s policy, and may not read the value', async () => {
  expect(await ask('secretsmanager:GetResourcePolicy', SECRET, reviewerPolicy())).toBe('Allowed');
  expect(await ask('secretsmanager:GetSecretValue', SECRET, reviewerPolicy())).toBe('ExplicitlyDenied');
});

test.each([
  ['lambda:GetPolicy', 'arn:aws:lambda:eu-west-1:111122223333:function:sample-secret-keeper'],
  ['iam:GetPolicyVersion', 'arn:aws:iam::111122223333:policy/sample-secret-operator'],
  ['sns:GetSubscriptionAttributes', 'arn:aws:sns:eu-west-1:111122223333:sample-audit'],
  ['sqs:GetQueueAttributes', 'arn:aws:sqs:eu-west-1:111122223333:sample-audit-failed-deliveries'],
  ['cloudwatch:GetDashboard', 'arn:aws:cloudwatch::111122223333:dashboard/sample-audit'],
])('a reviewer is allowed %s for what the stack has made, and for nothing else', async (action, resource) => {
  expect(await ask(action, resource, reviewerPolicy())).toBe('Allowed');
  expect(await ask(action, resource.replace('sample-', 'other-'), reviewerPolicy())).toBe('ImplicitlyDenied');
});

test.each([
  ['secretsmanager:GetSecretValue', SECRET],
  ['secretsmanager:BatchGetSecretValue', '*'],
  ['kms:Decrypt', KEY],
])('even an administrator with this policy is denied %s', async (action, resource) => {
  expect(await ask(action, resource, EVERYTHING)).toBe('Allowed');
  expect(await ask(action, resource, EVERYTHING, reviewerPolicy())).toBe('ExplicitlyDenied');
});
