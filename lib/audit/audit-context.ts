import { type Place, regionalArn, roleArn } from '../environments/arn';
import type { AuditSettings } from '../environments/audit-row';
import { type AuditNames, auditNames, resourceNames } from '../environments/names';
import { deploymentRoleArn, type NamedReaders, type SecretReaders, secretReaders } from '../environments/readers';
import type { Environment } from '../environments/row';

/** What only the resources know; in the patterns of a template in the syntax of `Fn::Sub`. */
export interface AuditedResources {
  /** Name of the secret with the hyphen and six characters that Secrets Manager appended: a replica's ARN has them too. */
  readonly secretId: string;
  /** ARN of the stack, by which CloudFormation's operations take it as well as by its name. */
  readonly stackArn: string;
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
  readonly place: Place;
  readonly secretName: string;
  readonly readers: SecretReaders;
  /** Managed policies of the app's role. */
  readonly managedPolicyArns: readonly string[];
  /** Names of the managed policies of the operator, the doctor and the driller; the reviewer’s is not among them. */
  readonly ownPolicies: readonly string[];
  /** Role with which CloudFormation deploys. */
  readonly deploymentRoleArn: string;
  /** Role with which the CDK asks CloudFormation to deploy. */
  readonly deployerRoleArn: string;
  readonly keeperFunction: string;
  readonly stackId: string;
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
  const { secretName, stackId, resourcePrefix, managedPolicyArns = [] } = environment;
  const names = resourceNames(environment);
  return {
    ...resources,
    place,
    secretName,
    readers: secretReaders(place, names, environment),
    managedPolicyArns,
    ownPolicies: [names.operatorPolicy, names.doctorPolicy, names.drillerPolicy],
    deploymentRoleArn: deploymentRoleArn(place),
    // https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-env.html
    deployerRoleArn: roleArn(place, `cdk-hnb659fds-deploy-role-${place.account}-${place.region}`),
    keeperFunction: names.keeperFunction,
    stackId,
    names: auditNames(resourcePrefix),
    trail,
    maxReadsPerHour,
  };
}

/**
 * `environment` with other names of the same lengths. What a pattern has room for is a matter of lengths alone, so it is the
 * same for all environments whose names are as long.
 */
export function ofSameLengths(environment: AuditedEnvironment): AuditedEnvironment {
  const { stackId, secretName, resourcePrefix } = environment;
  return {
    ...environment,
    stackId: 'S'.repeat(stackId.length),
    secretName: 's'.repeat(secretName.length),
    resourcePrefix: 'p'.repeat(resourcePrefix.length),
  };
}

/** ARN of a regional resource of the environment's account and Region. */
export function arnOf({ place }: AuditContext, service: string, resource: string): string {
  return regionalArn(place, service, resource);
}
