import {
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  paginateListAttachedRolePolicies,
  paginateListRolePolicies,
} from '@aws-sdk/client-iam';
import { DescribeKeyCommand, GetKeyPolicyCommand, KMSClient, paginateListGrants } from '@aws-sdk/client-kms';
import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { DescribeSecretCommand, GetResourcePolicyCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { isList, type Json, member } from '../assembly/json';
import { asJson, documentIn, type Extra, idsOf, ofEach, ofEveryPage, type Reader, type Reading } from './reading';

/** Readers of what decides who can do what. None of them asks for a value. */
export function accessReaders(region: string): Reader[] {
  const secrets = new SecretsManagerClient({ region });
  const kms = new KMSClient({ region });
  const iam = new IAMClient({ region });
  const lambda = new LambdaClient({ region });
  return [
    {
      what: 'the secret’s policy, key and replicas',
      read: async (deployed) => {
        const policies = await Promise.all(
          idsOf(deployed, 'AWS::SecretsManager::ResourcePolicy').map(
            async ([logicalId, SecretId]): Promise<Reading> => {
              const { ResourcePolicy } = await secrets.send(new GetResourcePolicyCommand({ SecretId }));
              return { logicalId, property: 'ResourcePolicy', live: documentIn(ResourcePolicy, 'the secret’s policy') };
            },
          ),
        );
        const settings = await Promise.all(
          idsOf(deployed, 'AWS::SecretsManager::Secret').map(async ([logicalId, SecretId]): Promise<Reading[]> => {
            const { KmsKeyId, ReplicationStatus = [] } = await secrets.send(new DescribeSecretCommand({ SecretId }));
            const copies = ReplicationStatus.map(({ Region = '' }) => ({ Region }));
            return [
              { logicalId, property: 'KmsKeyId', live: KmsKeyId },
              { logicalId, property: 'ReplicaRegions', live: copies.length === 0 ? undefined : asJson(copies) },
            ];
          }),
        );
        return { readings: [...policies, ...settings.flat()] };
      },
    },
    {
      what: 'the key’s policy and grants',
      read: async (deployed) => {
        const found = await Promise.all(
          idsOf(deployed, 'AWS::KMS::Key').map(async ([logicalId, KeyId]): Promise<Reading[]> => {
            const { Policy } = await kms.send(new GetKeyPolicyCommand({ KeyId, PolicyName: 'default' }));
            const grants = await ofEveryPage(paginateListGrants({ client: kms }, { KeyId }), ({ Grants }) => Grants);
            const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId }));
            const policy = documentIn(Policy, 'the key’s policy');
            const granted = grants.map(({ GranteePrincipal = '', Operations = [], Constraints }) => ({
              Effect: 'Allow',
              Principal: { AWS: GranteePrincipal },
              Action: Operations.map((operation) => `kms:${operation}`),
              Resource: '*',
              ...(Constraints === undefined
                ? {}
                : { Condition: { Grant: { constraints: JSON.stringify(Constraints) } } }),
            }));
            return [
              { logicalId, property: 'KeyPolicy', live: withStatements(policy, asJson(granted)) },
              { logicalId, property: 'Enabled', live: KeyMetadata?.Enabled === false ? 'false' : undefined },
            ];
          }),
        );
        return { readings: found.flat() };
      },
    },
    {
      what: 'the roles’ policies',
      read: async (deployed) => {
        const { found: roles, gone } = await ofEach(
          deployed,
          'AWS::IAM::Role',
          async (logicalId, RoleName): Promise<FoundRole> => {
            const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
            return { logicalId, RoleName, trust: Role?.AssumeRolePolicyDocument };
          },
        );
        const found = await Promise.all(roles.map((role) => readRole(iam, role)));
        return {
          gone,
          readings: found.flatMap(({ readings }) => readings),
          extras: found.flatMap(({ extras }) => extras),
          whole: ['AWS::IAM::Policy'],
        };
      },
    },
    {
      what: 'the keeper’s settings',
      read: async (deployed) => {
        const found = await Promise.all(
          idsOf(deployed, 'AWS::Lambda::Function').map(async ([logicalId, FunctionName]): Promise<Reading[]> => {
            const live = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
            const layers = (live.Layers ?? []).map(({ Arn = '' }) => Arn);
            return [
              { logicalId, property: 'Environment', live: asJson({ Variables: live.Environment?.Variables ?? {} }) },
              { logicalId, property: 'Layers', live: layers.length === 0 ? undefined : layers },
              { logicalId, property: 'Handler', live: live.Handler },
              { logicalId, property: 'Runtime', live: live.Runtime },
              { logicalId, property: 'Role', live: live.Role },
              { logicalId, property: 'Timeout', live: live.Timeout },
            ];
          }),
        );
        return { readings: found.flat() };
      },
    },
  ];
}

interface FoundRole {
  readonly logicalId: string;
  readonly RoleName: string;
  readonly trust: string | undefined;
}

/** Every policy of a role is an extra: the template's own are taken away before the two are compared. */
async function readRole(
  iam: IAMClient,
  { logicalId, RoleName, trust }: FoundRole,
): Promise<{ readings: Reading[]; extras: Extra[] }> {
  const page = { client: iam };
  const names = await ofEveryPage(paginateListRolePolicies(page, { RoleName }), ({ PolicyNames }) => PolicyNames);
  const policies = await ofEveryPage(
    paginateListAttachedRolePolicies(page, { RoleName }),
    ({ AttachedPolicies }) => AttachedPolicies,
  );
  const extras = await Promise.all(
    names.map(async (PolicyName): Promise<Extra> => {
      const { PolicyDocument } = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }));
      const document = documentIn(PolicyDocument, 'a role’s policy') ?? {};
      return {
        type: 'AWS::IAM::RolePolicy',
        properties: { PolicyName, RoleName, PolicyDocument: document },
      };
    }),
  );
  const attached = policies.map(({ PolicyArn = '' }) => PolicyArn).sort();
  return {
    readings: [
      {
        logicalId,
        property: 'AssumeRolePolicyDocument',
        live: documentIn(trust, 'a role’s trust'),
      },
      { logicalId, property: 'ManagedPolicyArns', live: attached.length === 0 ? undefined : attached },
    ],
    extras,
  };
}

function withStatements(policy: Json | undefined, more: Json): Json | undefined {
  const statements = member(policy, 'Statement');
  return statements === undefined || !isList(more)
    ? policy
    : { Version: '2012-10-17', Statement: [...[statements].flat(), ...more] };
}
