import { call, readValue } from '../../../../../emulator/attacks/steps';
import { REGION } from '../../../../../lib/environments/row';
import { own } from '../policies';
import { type Probe, verdicts } from './probe';

/** What an administrator may do with the key, and nobody past Secrets Manager and S3. */
export const keyByHand: Probe = async (arena) => {
  const { keyId, secretArn, bucket, trail } = arena.deployed;
  const trailArn = `arn:aws:cloudtrail:${REGION}:000000000000:trail/${trail}`;
  const key = (operation: string, more: object = {}) => call('kms', operation, { KeyId: keyId, ...more });
  const EncryptionContext = { SecretARN: secretArn };
  const { Policy } = await own(arena, key('get_key_policy', { PolicyName: 'default' }));
  const alias = { AliasName: 'alias/tried', TargetKeyId: keyId };
  return verdicts(arena, [
    ['app', key('decrypt', { CiphertextBlob: 'x', EncryptionContext })],
    ['keeper', key('generate_data_key', { KeySpec: 'AES_256', EncryptionContext })],
    ['admin', call('s3', 'get_object', { Bucket: bucket, Key: 'AWSLogs/none' })],
    ['admin', key('decrypt', { CiphertextBlob: 'x', EncryptionContext: { 'aws:cloudtrail:arn': trailArn } })],
    ['admin', call('kms', 'create_alias', alias)],
    ['admin', call('kms', 'update_alias', alias)],
    ['admin', call('kms', 'delete_alias', { AliasName: 'alias/tried' })],
    ['admin', key('put_key_policy', { PolicyName: 'default', Policy })],
    ...[
      ...['describe_key', 'get_key_policy', 'get_key_rotation_status', 'list_grants', 'list_key_policies'],
      ...['list_key_rotations', 'list_resource_tags', 'rotate_key_on_demand', 'enable_key', 'enable_key_rotation'],
      ...['update_key_description', 'tag_resource', 'untag_resource', 'revoke_grant', 'disable_key_rotation'],
      ...['disable_key', 'enable_key', 'schedule_key_deletion', 'cancel_key_deletion', 'enable_key'],
    ].map((operation) => ['admin', key(operation)] as const),
  ]);
};

/** Who reads and writes while the secret’s policy is away, so that the key alone decides; and another secret under the same key. */
export const keyAlone: Probe = async (arena) => {
  const { secretName, secretPolicy, keyId } = arena.deployed;
  await own(arena, call('secretsmanager', 'delete_resource_policy', { SecretId: secretName }));
  const create = call('secretsmanager', 'create_secret', { Name: 'other', SecretString: 'x', KmsKeyId: keyId });
  await own(arena, create).catch(() => undefined);
  const other = (operation: string, more: object = {}) =>
    call('secretsmanager', operation, { SecretId: 'other', ...more });
  const aside = { SecretString: '{}', VersionStages: ['TRIED'] };
  const reads = await verdicts(arena, [
    ...(['app', 'keeper', 'admin'] as const).map((as) => [as, readValue(arena.deployed)] as const),
    ['break-glass', other('get_secret_value')],
    ['deployment', call('secretsmanager', 'put_secret_value', { SecretId: secretName, ...aside })],
    ['deployment', other('put_secret_value', { SecretString: 'x' })],
  ]);
  const back = { SecretId: secretName, ResourcePolicy: secretPolicy };
  await own(arena, call('secretsmanager', 'put_resource_policy', back));
  return reads;
};
