import type { Who } from '../../lib/access/who';
import type { Call } from './caller';
import type { As, Deployed } from './scenario';
import { call, readValue } from './steps';

/** Who plays whom of the access table. A principal of another account and a request without credentials are not tried. */
export const TRIED_AS: Readonly<Partial<Record<Who, As>>> = {
  app: 'app',
  keeper: 'keeper',
  'break-glass': 'break-glass',
  'old role': 'old-role',
  operator: 'operator',
  administrator: 'admin',
  'power user': 'power-user',
  root: 'root',
  deployment: 'deployment',
};

const secret =
  (operation: string, parameters: object = {}) =>
  ({ secretName }: Deployed): Call =>
    call('secretsmanager', operation, { SecretId: secretName, ...parameters });

const key =
  (operation: string, parameters: object = {}) =>
  ({ keyId }: Deployed): Call =>
    call('kms', operation, { KeyId: keyId, ...parameters });

/** A row of the access table that can be tried, with a call that changes nothing that matters. */
export interface TriedRow {
  /** As in the table. */
  readonly what: string;
  readonly call: (deployed: Deployed) => Call;
  /** The key's policy is seen only where the secret's is away. */
  readonly withoutSecretPolicy?: true;
}

/** One call for each row that can be tried: of many actions one stands for all. */
export const TRIED_ROWS: readonly TriedRow[] = [
  { what: 'read the value', call: readValue },
  {
    what: 'write a version, or move a label',
    call: secret('update_secret_version_stage', { VersionStage: 'TRIED', MoveToVersionId: 'none'.padEnd(32, '-') }),
  },
  {
    what: 'record when a key was made',
    call: secret('tag_resource', { Tags: [{ Key: 'kaizencoach:made:TRIED', Value: 'tried' }] }),
  },
  { what: 'set any other tag', call: secret('tag_resource', { Tags: [{ Key: 'tried', Value: 'tried' }] }) },
  { what: 'take a tag away, also a record', call: secret('untag_resource', { TagKeys: ['tried'] }) },
  { what: 'see its tags and versions', call: secret('describe_secret') },
  {
    what: 'anything else with the secret: policy, deletion, restore, rotation, replication',
    call: secret('get_resource_policy'),
  },
  {
    what: 'anything with another secret',
    call: () => call('secretsmanager', 'describe_secret', { SecretId: 'of-somebody-else' }),
  },
  {
    what: 'what concerns no single secret (a batch needs GetSecretValue for each)',
    call: () => call('secretsmanager', 'list_secrets'),
  },
  { what: 'decrypt the value, through Secrets Manager', call: readValue, withoutSecretPolicy: true },
  {
    what: 'encrypt a value, through Secrets Manager',
    call: secret('put_secret_value', { SecretString: '{}', VersionStages: ['TRIED'] }),
  },
  {
    what: 'read the trail’s files, through S3',
    call: ({ bucket }) => call('s3', 'get_object', { Bucket: bucket, Key: 'AWSLogs/none' }),
  },
  { what: 'decrypt or encrypt in any other way', call: key('generate_data_key', { KeySpec: 'AES_256' }) },
  {
    what: 'let somebody else use the key, or encrypt anew under another key',
    call: key('create_grant', { GranteePrincipal: 'arn:aws:iam::000000000000:root', Operations: ['Decrypt'] }),
  },
  {
    what: 'change its policy',
    call: (deployed) => key('put_key_policy', { PolicyName: 'default', Policy: deployed.keyPolicy })(deployed),
  },
  { what: 'look after the key', call: key('describe_key') },
  { what: 'any other use of the key', call: key('encrypt', { Plaintext: 'tried' }) },
  {
    what: 'invoke the keeper',
    call: ({ keeperFunction }) => call('lambda', 'invoke', { FunctionName: keeperFunction, Payload: '{}' }),
  },
  {
    what: 'invoke it by a URL, or by the operation of old',
    call: ({ keeperFunction }) => call('lambda', 'invoke_async', { FunctionName: keeperFunction, InvokeArgs: '{}' }),
  },
  {
    what: 'change the keeper',
    call: ({ keeperFunction }) =>
      call('lambda', 'update_function_configuration', { FunctionName: keeperFunction, Description: 'tried' }),
  },
  {
    what: 'take on the role of the app or of the keeper',
    call: ({ keeperRole }) =>
      call('sts', 'assume_role', {
        RoleArn: `arn:aws:iam::000000000000:role/${keeperRole}`,
        RoleSessionName: 'tried',
      }),
  },
  {
    what: 'change these roles',
    call: ({ keeperRole, keeperTrust }) =>
      call('iam', 'update_assume_role_policy', { RoleName: keeperRole, PolicyDocument: keeperTrust }),
  },
];
