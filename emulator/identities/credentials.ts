import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  EntityAlreadyExistsException,
  IAMClient,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { clientConfiguration, EMULATOR_ACCOUNT } from '../client-environment';
import { type SessionVariables, sessionOf } from '../pages';
import type { Identity } from './identities';

/** Whoever IAM lets in this account: what a role of people trusts. */
const TRUST = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${EMULATOR_ACCOUNT}:root` }, Action: 'sts:AssumeRole' },
  ],
});

/**
 * Credentials of an identity, made by IAM calls where it is not there yet.
 * @throws EmulatorError for a role of the stack that is not deployed.
 */
export async function credentialsOf(kind: string, identity: Identity, endpoint: string): Promise<SessionVariables> {
  const name = identity.role.slice(identity.role.lastIndexOf('/') + 1);
  if (identity.grants !== undefined) {
    await ensureRole(name, identity, endpoint);
  }
  return await sessionOf(endpoint, name, kind);
}

async function ensureRole(RoleName: string, { role, grants = {} }: Identity, endpoint: string): Promise<void> {
  const iam = new IAMClient(clientConfiguration(endpoint));
  const Path = `/${role.slice(0, role.lastIndexOf('/') + 1)}`;
  try {
    await iam.send(new CreateRoleCommand({ RoleName, Path, AssumeRolePolicyDocument: TRUST }));
    for (const PolicyArn of grants.managedPolicyArns ?? []) {
      await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
    }
    for (const statement of grants.statements ?? []) {
      const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
      await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'grants', PolicyDocument }));
    }
  } catch (error) {
    if (!(error instanceof EntityAlreadyExistsException)) {
      throw error;
    }
  } finally {
    iam.destroy();
  }
}
