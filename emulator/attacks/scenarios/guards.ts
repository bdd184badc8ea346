import type { Row } from '../scenario';
import { allowed, call, denied } from '../steps';

const CHANGED = (...immediate: string[]) => ({ immediate, log: ['change'] });
const UNHEARD = { immediate: [], log: [] };

const protection = (StackName: string, EnableTerminationProtection: boolean) =>
  call('cloudformation', 'update_termination_protection', { StackName, EnableTerminationProtection });

/** Somebody works on the keeper, the key, the secret’s settings or the stack. */
export const GUARDS: readonly Row[] = [
  {
    id: 'keeper-settings',
    attempt: 'an administrator changes the settings of the keeper',
    steps: [
      allowed('admin', ({ keeperFunction }) =>
        call('lambda', 'update_function_configuration', { FunctionName: keeperFunction, Description: 'changed' }),
      ),
    ],
    heard: CHANGED('keeper-changed'),
  },
  {
    id: 'unlisted-operator',
    attempt: 'somebody with the operator policy, whom the row does not list, invokes the keeper',
    steps: [
      denied('other-operator', ({ keeperFunction }) =>
        call('lambda', 'invoke', { FunctionName: keeperFunction, Payload: '{}' }),
      ),
    ],
    heard: { immediate: ['keeper-denied'], log: ['access'] },
  },
  {
    id: 'grant-on-the-key',
    attempt: 'an administrator makes a grant on the key',
    steps: [
      denied('admin', ({ keyId }) =>
        call('kms', 'create_grant', {
          KeyId: keyId,
          GranteePrincipal: 'arn:aws:iam::000000000000:role/people/local-admin',
          Operations: ['Decrypt'],
        }),
      ),
    ],
    heard: CHANGED('key-changed'),
  },
  {
    id: 'key-policy-changed',
    attempt: 'an administrator puts another policy on the key',
    steps: [
      allowed('admin', ({ keyId, keyPolicy }) =>
        call('kms', 'put_key_policy', { KeyId: keyId, PolicyName: 'default', Policy: keyPolicy }),
      ),
    ],
    heard: CHANGED('key-changed'),
  },
  {
    id: 'value-overwritten',
    attempt: 'the app’s role, which may only read, writes a version',
    steps: [
      denied('app', ({ secretName }) =>
        call('secretsmanager', 'put_secret_value', { SecretId: secretName, SecretString: '{}' }),
      ),
    ],
    heard: { immediate: ['denied'], log: ['access'] },
  },
  {
    id: 'tagged-by-hand',
    attempt: 'an administrator sets a tag of the secret',
    steps: [
      allowed('admin', ({ secretName }) =>
        call('secretsmanager', 'tag_resource', {
          SecretId: secretName,
          Tags: [{ Key: 'by-hand', Value: 'yes' }],
        }),
      ),
    ],
    heard: CHANGED('value-changed'),
  },
  {
    id: 'replica',
    attempt: 'an administrator replicates the secret to another Region: Secrets Manager is refused by the key',
    steps: [
      denied('admin', ({ secretName }) =>
        call('secretsmanager', 'replicate_secret_to_regions', {
          SecretId: secretName,
          AddReplicaRegions: [{ Region: 'us-east-1' }],
        }),
      ),
    ],
    heard: UNHEARD,
  },
  {
    id: 'secret-deleted',
    attempt: 'an administrator schedules the secret for deletion',
    steps: [
      allowed('admin', ({ secretName }) =>
        call('secretsmanager', 'delete_secret', { SecretId: secretName, RecoveryWindowInDays: 7 }),
      ),
    ],
    heard: CHANGED('settings-changed'),
    undo: ({ secretName }) => [call('secretsmanager', 'restore_secret', { SecretId: secretName })],
  },
  {
    id: 'keeper-by-url',
    attempt: 'an administrator gives the keeper a URL that asks for no credentials',
    steps: [
      allowed('admin', ({ keeperFunction }) =>
        call('lambda', 'create_function_url_config', { FunctionName: keeperFunction, AuthType: 'NONE' }),
      ),
    ],
    heard: CHANGED('keeper-changed'),
    undo: ({ keeperFunction }) => [call('lambda', 'delete_function_url_config', { FunctionName: keeperFunction })],
  },
  {
    id: 'stack-unprotected',
    attempt: 'an administrator takes the stack’s protection against deletion away',
    steps: [allowed('admin', ({ environment }) => protection(environment.stackId, false))],
    heard: CHANGED('stack-changed'),
    undo: ({ environment }) => [protection(environment.stackId, true)],
  },
  {
    id: 'deploy-by-hand',
    attempt: 'who may only deploy takes on CloudFormation’s own role',
    steps: [
      denied('deployer', ({ executionRole }) =>
        call('sts', 'assume_role', { RoleArn: executionRole, RoleSessionName: 'taken-on' }),
      ),
    ],
    heard: UNHEARD,
  },
];
