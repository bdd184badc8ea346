import { type Place, regionalArn } from './arn';
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
  /** Managed policy for drilling the alerts of an environment, beside the one for examining it. */
  readonly drillerPolicy: string;
  /** Managed policy for comparing an environment with the code. */
  readonly reviewerPolicy: string;
} {
  const { resourcePrefix } = environment;
  return {
    instanceRole: `${resourcePrefix}-instance-role`,
    keeperFunction: `${resourcePrefix}-secret-keeper`,
    keeperRole: `${resourcePrefix}-secret-keeper-role`,
    operatorPolicy: `${resourcePrefix}-secret-operator`,
    doctorPolicy: `${resourcePrefix}-secret-doctor`,
    drillerPolicy: `${resourcePrefix}-secret-driller`,
    reviewerPolicy: `${resourcePrefix}-secret-reviewer`,
  };
}

/**
 * Fixed names of an environment's audit. Patterns and policies name them as text, so that they need not wait for the
 * resource. The bucket and the log group have none: both outlive the stack, and would block the next one.
 */
export interface AuditNames {
  /** What all of them begin with. */
  readonly prefix: string;
  readonly trail: string;
  readonly deliveryRole: string;
  readonly topic: string;
  readonly failedDeliveries: string;
  readonly dashboard: string;
  /** The rule that asks the keeper each week what is due. */
  readonly weeklyReport: string;
}

/** The names for an environment whose names begin with `resourcePrefix`. */
export function auditNames(resourcePrefix: string): AuditNames {
  const prefix = `${resourcePrefix}-audit`;
  return {
    prefix,
    trail: prefix,
    deliveryRole: `${prefix}-delivery-role`,
    topic: prefix,
    failedDeliveries: `${prefix}-failed-deliveries`,
    dashboard: prefix,
    weeklyReport: `${prefix}-weekly-report`,
  };
}

/** ARN of the topic that an environment's alerts and weekly report go to. */
export function topicArnOf(place: Place, { resourcePrefix }: Environment): string {
  return regionalArn(place, 'sns', auditNames(resourcePrefix).topic);
}
