import type { Row } from '../scenario';
import { allowed, call, denied, policyText, readValue } from '../steps';

const ANYONE = policyText({ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' });

/** Somebody works on the roles that may read the value. */
export const ROLES: readonly Row[] = [
  {
    id: 'trust-changed',
    attempt: 'an administrator lets the keeper’s role trust everybody, takes it on and reads',
    steps: [
      allowed('admin', ({ keeperRole }) =>
        call('iam', 'update_assume_role_policy', { RoleName: keeperRole, PolicyDocument: ANYONE }),
      ),
      allowed('admin', ({ keeperRole }) =>
        call('sts', 'assume_role', {
          RoleArn: `arn:aws:iam::000000000000:role/${keeperRole}`,
          RoleSessionName: 'taken-on',
        }),
      ),
      allowed('taken-on', readValue),
    ],
    // The session is not named like the function, as the keeper's own is.
    heard: { immediate: ['keeper-role-used', 'role-assumed'], log: ['access', 'change'] },
    undo: ({ keeperRole, keeperTrust }) => [
      call('iam', 'update_assume_role_policy', { RoleName: keeperRole, PolicyDocument: keeperTrust }),
    ],
  },
  {
    id: 'role-taken-on',
    attempt: 'an administrator takes on the app’s role, which trusts its service alone',
    steps: [
      denied('admin', ({ instanceRole }) =>
        call('sts', 'assume_role', {
          RoleArn: `arn:aws:iam::000000000000:role/${instanceRole}`,
          RoleSessionName: 'taken-on',
        }),
      ),
    ],
    heard: { immediate: ['role-denied'], log: ['access'] },
  },
  {
    id: 'role-widened',
    attempt: 'an administrator gives the app’s role everything on secrets',
    steps: [
      allowed('admin', ({ instanceRole }) =>
        call('iam', 'put_role_policy', {
          RoleName: instanceRole,
          PolicyName: 'widened',
          PolicyDocument: policyText({ Effect: 'Allow', Action: 'secretsmanager:*', Resource: '*' }),
        }),
      ),
    ],
    heard: { immediate: [], log: ['change'] },
    undo: ({ instanceRole }) => [call('iam', 'delete_role_policy', { RoleName: instanceRole, PolicyName: 'widened' })],
  },
  {
    id: 'function-with-the-keepers-role',
    attempt: 'an administrator makes a function of their own with the keeper’s role',
    steps: [
      allowed('admin', ({ keeperRole }) =>
        call('lambda', 'create_function', {
          FunctionName: 'innocent',
          Runtime: 'nodejs24.x',
          Handler: 'index.handler',
          Role: `arn:aws:iam::000000000000:role/${keeperRole}`,
          Code: { S3Bucket: 'cdk-hnb659fds-assets-000000000000-eu-west-1', S3Key: 'none.zip' },
        }),
      ),
    ],
    heard: { immediate: ['role-given'], log: ['change'] },
    undo: () => [call('lambda', 'delete_function', { FunctionName: 'innocent' })],
  },
  {
    id: 'function-without-passrole',
    attempt: 'a power user, who may not pass roles, makes such a function',
    steps: [
      denied('power-user', ({ keeperRole }) =>
        call('lambda', 'create_function', {
          FunctionName: 'innocent',
          Runtime: 'nodejs24.x',
          Handler: 'index.handler',
          Role: `arn:aws:iam::000000000000:role/${keeperRole}`,
          Code: { S3Bucket: 'cdk-hnb659fds-assets-000000000000-eu-west-1', S3Key: 'none.zip' },
        }),
      ),
    ],
    heard: { immediate: ['role-denied'], log: ['access'] },
  },
];
