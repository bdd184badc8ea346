import type { Environment } from './row';

/**
 * Fixed names of an environment's roles and functions. Policies are written against them as text, so that they survive a
 * re-creation of the resource, and operators find the keeper without asking CloudFormation.
 */
export function resourceNames(environment: Environment): {
  /** The role the app runs with. */
  readonly instanceRole: string;
  /** The keeper's Lambda function. */
  readonly keeperFunction: string;
  /** The keeper's role. */
  readonly keeperRole: string;
  /** Managed policy for operators. */
  readonly operatorPolicy: string;
  /** Managed policy for examining an environment. */
  readonly doctorPolicy: string;
} {
  const { resourcePrefix } = environment;
  return {
    instanceRole: `${resourcePrefix}-instance-role`,
    keeperFunction: `${resourcePrefix}-secret-keeper`,
    keeperRole: `${resourcePrefix}-secret-keeper-role`,
    operatorPolicy: `${resourcePrefix}-secret-operator`,
    doctorPolicy: `${resourcePrefix}-secret-doctor`,
  };
}
