import { DescribeKeyCommand, GetKeyPolicyCommand, KMSClient, paginateListGrants } from '@aws-sdk/client-kms';
import { DescribeSecretCommand, GetResourcePolicyCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { isList, type Json, member } from '../assembly/json';
import { ofEach, ofEveryPage, orGone, readingsOf, settings } from './of-each';
import { asJson, asProperties, documentIn, type Extra, orNone, type Reader } from './reading';

/** Readers of the secret and its key. None of them asks for a value. */
export function secretReaders(region: string): Reader[] {
  const secrets = new SecretsManagerClient({ region });
  const kms = new KMSClient({ region });
  return [
    {
      what: 'the secret’s policy',
      read: settings('AWS::SecretsManager::ResourcePolicy', async (SecretId) => {
        const answer = await orGone(secrets.send(new GetResourcePolicyCommand({ SecretId })));
        return { ResourcePolicy: documentIn(answer?.ResourcePolicy, 'the secret’s policy') };
      }),
    },
    {
      what: 'the secret’s key, replicas, rotation and deletion',
      read: async (deployed) => {
        const { found, gone } = await ofEach(deployed, 'AWS::SecretsManager::Secret', async (logicalId, SecretId) => {
          const secret = await secrets.send(new DescribeSecretCommand({ SecretId }));
          const readings = readingsOf(logicalId, {
            Description: secret.Description,
            KmsKeyId: secret.KmsKeyId,
            ReplicaRegions: orNone(secret.ReplicationStatus?.map(({ Region = '' }) => ({ Region }))),
            DeletedDate: orNone(secret.DeletedDate),
          });
          const { RotationEnabled, RotationLambdaARN, RotationRules } = secret;
          const rotation: Extra = {
            type: 'AWS::SecretsManager::RotationSchedule',
            properties: asProperties({ SecretId, RotationLambdaARN, RotationRules }),
          };
          return { readings, extras: RotationEnabled === true ? [rotation] : [] };
        });
        return {
          gone,
          readings: found.flatMap(({ readings }) => readings),
          extras: found.flatMap(({ extras }) => extras),
        };
      },
    },
    {
      what: 'the key’s policy and grants',
      read: settings('AWS::KMS::Key', async (KeyId) => {
        const { Policy } = await kms.send(new GetKeyPolicyCommand({ KeyId, PolicyName: 'default' }));
        const grants = await ofEveryPage(paginateListGrants({ client: kms }, { KeyId }), ({ Grants }) => Grants);
        const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId }));
        const granted = grants.map(({ GranteePrincipal = '', Operations = [], Constraints }) => ({
          Effect: 'Allow',
          Principal: { AWS: GranteePrincipal },
          Action: Operations.map((operation) => `kms:${operation}`),
          Resource: '*',
          ...(Constraints === undefined ? {} : { Condition: { Grant: { constraints: JSON.stringify(Constraints) } } }),
        }));
        return {
          KeyPolicy: withStatements(documentIn(Policy, 'the key’s policy'), asJson(granted)),
          Enabled: KeyMetadata?.Enabled,
          Description: orNone(KeyMetadata?.Description),
          DeletionDate: orNone(KeyMetadata?.DeletionDate),
        };
      }),
    },
  ];
}

function withStatements(policy: Json | undefined, more: Json): Json | undefined {
  const statements = member(policy, 'Statement');
  return statements === undefined || !isList(more)
    ? policy
    : { Version: '2012-10-17', Statement: [...[statements].flat(), ...more] };
}
