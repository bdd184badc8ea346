import {
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  paginateListAttachedRolePolicies,
  paginateListRolePolicies,
} from '@aws-sdk/client-iam';
import { type ClientOptions, client } from './client-options';
import { isNamed, serviceError } from './service-error';

/** A role as IAM stores it; the policies as JSON text. */
export interface Role {
  readonly arn: string;
  readonly trust: string;
  readonly policies: readonly string[];
  /** A boundary limits what the policies can give. */
  readonly hasBoundary: boolean;
}

/** Reads a role with all its policies; undefined where there is none. */
export async function inspectRole(options: ClientOptions): Promise<(name: string) => Promise<Role | undefined>> {
  const iam = await client((settings) => new IAMClient(settings), options);
  return async (name) => {
    try {
      const { Role: role } = await iam.send(new GetRoleCommand({ RoleName: name }));
      return {
        arn: role?.Arn ?? '',
        trust: decoded(role?.AssumeRolePolicyDocument),
        policies: [...(await inlinePolicies(iam, name)), ...(await attachedPolicies(iam, name))],
        hasBoundary: role?.PermissionsBoundary !== undefined,
      };
    } catch (error) {
      if (isNamed(error, 'NoSuchEntityException', 'NoSuchEntity')) {
        return undefined;
      }
      const permission =
        'iam:GetRole, ListRolePolicies, GetRolePolicy, ListAttachedRolePolicies, GetPolicy, GetPolicyVersion';
      throw serviceError(error, `looking at the role ${name}`, permission);
    }
  };
}

async function inlinePolicies(client: IAMClient, RoleName: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { PolicyNames = [] } of paginateListRolePolicies({ client }, { RoleName })) {
    for (const PolicyName of PolicyNames) {
      const { PolicyDocument } = await client.send(new GetRolePolicyCommand({ RoleName, PolicyName }));
      found.push(decoded(PolicyDocument));
    }
  }
  return found;
}

async function attachedPolicies(client: IAMClient, RoleName: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { AttachedPolicies = [] } of paginateListAttachedRolePolicies({ client }, { RoleName })) {
    for (const { PolicyArn } of AttachedPolicies) {
      const { Policy } = await client.send(new GetPolicyCommand({ PolicyArn }));
      const VersionId = Policy?.DefaultVersionId;
      const { PolicyVersion } = await client.send(new GetPolicyVersionCommand({ PolicyArn, VersionId }));
      found.push(decoded(PolicyVersion?.Document));
    }
  }
  return found;
}

/** IAM answers policies in URL encoding (RFC 3986); the emulator may not. */
function decoded(document: string | undefined): string {
  const text = document ?? '{}';
  try {
    return text.startsWith('%') ? decodeURIComponent(text) : text;
  } catch {
    return text;
  }
}
