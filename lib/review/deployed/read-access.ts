import {
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  paginateListAttachedRolePolicies,
  paginateListRolePolicies,
} from '@aws-sdk/client-iam';
import { GetFunctionConcurrencyCommand, GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { ofEach, ofEveryPage, readingsOf, type Settings, settings } from './of-each';
import { asJson, documentIn, type Extra, orNone, type Reader, type Reading } from './reading';

/** Readers of what the app and the keeper may do, and of how the keeper runs. */
export function accessReaders(region: string): Reader[] {
  const iam = new IAMClient({ region });
  const lambda = new LambdaClient({ region });
  return [
    {
      what: 'the roles’ policies',
      read: async (deployed) => {
        const { found: roles, gone } = await ofEach(
          deployed,
          'AWS::IAM::Role',
          async (logicalId, RoleName): Promise<FoundRole> => {
            const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
            return {
              logicalId,
              RoleName,
              settings: {
                AssumeRolePolicyDocument: documentIn(Role?.AssumeRolePolicyDocument, 'a role’s trust'),
                Description: orNone(Role?.Description),
                MaxSessionDuration: Role?.MaxSessionDuration,
                PermissionsBoundary: Role?.PermissionsBoundary?.PermissionsBoundaryArn,
              },
            };
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
      read: settings('AWS::Lambda::Function', async (FunctionName) => {
        const live = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
        const { SubnetIds, SecurityGroupIds } = live.VpcConfig ?? {};
        return {
          Environment: asJson({ Variables: live.Environment?.Variables ?? {} }),
          Layers: orNone(live.Layers?.map(({ Arn = '' }) => Arn)),
          Handler: live.Handler,
          Runtime: live.Runtime,
          Role: live.Role,
          Timeout: live.Timeout,
          MemorySize: live.MemorySize,
          Description: orNone(live.Description),
          LoggingConfig: orNone(live.LoggingConfig),
          TracingConfig: orNone(live.TracingConfig),
          Architectures: orNone(live.Architectures),
          EphemeralStorage: orNone(live.EphemeralStorage),
          SnapStart: orNone({ ApplyOn: live.SnapStart?.ApplyOn }),
          VpcConfig: orNone(SubnetIds) === undefined ? undefined : orNone({ SubnetIds, SecurityGroupIds }),
          DeadLetterConfig: orNone(live.DeadLetterConfig),
          FileSystemConfigs: orNone(live.FileSystemConfigs),
          KmsKeyArn: orNone(live.KMSKeyArn),
        };
      }),
    },
    {
      what: 'how many of the keeper may run at once',
      read: settings('AWS::Lambda::Function', async (FunctionName) => {
        const { ReservedConcurrentExecutions } = await lambda.send(new GetFunctionConcurrencyCommand({ FunctionName }));
        return { ReservedConcurrentExecutions };
      }),
    },
  ];
}

interface FoundRole {
  readonly logicalId: string;
  readonly RoleName: string;
  readonly settings: Settings;
}

/** Every policy of a role is an extra: the template's own are taken away before the two are compared. */
async function readRole(
  iam: IAMClient,
  { logicalId, RoleName, settings: own }: FoundRole,
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
    readings: readingsOf(logicalId, { ...own, ManagedPolicyArns: orNone(attached) }),
    extras,
  };
}
