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
  };
}
