import * as v from 'valibot';
import { isDenied } from '../../../../../emulator/attacks/caller';
import { call } from '../../../../../emulator/attacks/steps';
import { credentialsOf } from '../../../../../emulator/identities/credentials';
import { identities } from '../../../../../emulator/identities/identities';
import { own } from '../policies';
import type { Probe } from './probe';

const SecretId = 'of-somebody-else';
const ALIAS = 'alias/of-somebody-else';

/** What the reviewer's policy takes from an administrator: reading what no policy of ours guards. */
export const reviewingAdministrator: Probe = async (arena) => {
  await own(arena, call('secretsmanager', 'create_secret', { Name: SecretId, SecretString: 'x' })).catch(
    () => undefined,
  );
  const known = await own(arena, call('kms', 'describe_key', { KeyId: ALIAS })).catch(() => undefined);
  if (known === undefined) {
    const { KeyMetadata } = await own(arena, call('kms', 'create_key'));
    const { KeyId } = v.parse(v.looseObject({ KeyId: v.string() }), KeyMetadata);
    await own(arena, call('kms', 'create_alias', { AliasName: ALIAS, TargetKeyId: KeyId }));
  }
  const { admin, reviewer } = identities(arena.deployed.environment);
  const both = {
    role: 'people/local-reviewing-admin',
    grants: { managedPolicyArns: [...admin.grants.managedPolicyArns, ...reviewer.grants.managedPolicyArns] },
    meaning: 'both',
  };
  const credentials = await credentialsOf('both', both, arena.emulator.endpoint);
  const found: string[] = [];
  for (const asked of [
    call('secretsmanager', 'get_secret_value', { SecretId }),
    call('secretsmanager', 'batch_get_secret_value', { SecretIdList: [SecretId] }),
    call('kms', 'decrypt', { KeyId: ALIAS, CiphertextBlob: 'x' }),
  ]) {
    found.push(
      `${asked.operation} ${isDenied(await arena.caller.call(credentials, asked)) ? 'denied' : 'let through'}`,
    );
  }
  return found.join('\n');
};
