import { type Place, regionalArn } from '../environments/arn';
import type { AuditSettings } from '../environments/audit-row';
import { type AuditNames, auditNames, resourceNames } from '../environments/names';
import { deploymentRoleArn, type NamedReaders, type SecretReaders, secretReaders } from '../environments/readers';
import type { Environment } from '../environments/row';

/** What only the resources know, as text or as a reference. */
export interface AuditedResources {
  /** The customer-managed key of the secret and of the trail's files. @default - the AWS-managed key, which nobody can change */
  readonly key?: { readonly arn: string; readonly id: string };
  /** Log group that the trail delivers to. @default - none in this account */
  readonly logGroupName?: string;
  /** Bucket of the environment's own trail. @default - none */
  readonly bucketName?: string;
}

/** A row, with the readers that it names. */
export type AuditedEnvironment = Environment & NamedReaders;

/** Everything that a detection's patterns name. */
export interface AuditContext extends AuditedResources {
  readonly secretName: string;
  /** ARN of the secret without the hyphen and six characters: a partial ARN, and what the complete one begins with. */
  readonly secretArnPrefix: string;
  readonly readers: SecretReaders;
  /** Managed policies of the app's role. */
  readonly managedPolicyArns: readonly string[];
  /** Role with which CloudFormation deploys. */
  readonly deploymentRoleArn: string;
  readonly keeperFunction: string;
  readonly names: AuditNames;
  readonly trail: AuditSettings['trail'];
  readonly maxReadsPerHour: number;
}

/** The context of a row in `place`. */
export function auditContext(
  place: Place,
  environment: AuditedEnvironment,
  { trail, maxReadsPerHour }: AuditSettings,
  resources: AuditedResources,
): AuditContext {
  const { secretName, resourcePrefix, managedPolicyArns = [] } = environment;
  const names = resourceNames(environment);
  return {
    ...resources,
    secretName,
    secretArnPrefix: regionalArn(place, 'secretsmanager', `secret:${secretName}`),
    readers: secretReaders(place, names, environment),
    managedPolicyArns,
    deploymentRoleArn: deploymentRoleArn(place),
    keeperFunction: names.keeperFunction,
    names: auditNames(resourcePrefix),
    trail,
    maxReadsPerHour,
  };
}
