/** Where the record of an environment's account is kept, and so which detections can work. */
export type AuditTrail =
  | {
      /** The stack makes a trail, its bucket and its log group. */
      readonly mode: 'create';
    }
  | {
      /** A multi-Region trail of this account delivers to a log group already: a second copy of all events costs. */
      readonly mode: 'existing';
      /** Name of that log group, in this Region. */
      readonly logGroupName: string;
    }
  | {
      /** The organization's trail, whose log group is in the management account: alerts come by EventBridge only. */
      readonly mode: 'organization';
    }
  | {
      /** Another environment's trail in this account keeps the record: alerts come by EventBridge only. For demos. */
      readonly mode: 'lean';
    };

/** What a row says about its audit. */
export interface AuditSettings {
  readonly trail: AuditTrail;
  /** E-mail addresses that are told; each must confirm the first message. None: nobody is told. */
  readonly subscriptions: readonly string[];
  /** Reads by the app in one hour that are still normal. It reads once at each start of an instance. */
  readonly maxReadsPerHour: number;
  /** Whether there is a dashboard; needs a log group, so the trail `create` or `existing`. */
  readonly dashboard: boolean;
}

/**
 * Refuses settings that AWS would refuse late, or that would not work.
 * @throws Error that names the rule.
 */
export function validateAudit({ trail, subscriptions, maxReadsPerHour, dashboard }: AuditSettings): void {
  if (!Number.isInteger(maxReadsPerHour) || maxReadsPerHour < 1) {
    throw new Error(`audit.maxReadsPerHour must be a whole number from 1, got ${maxReadsPerHour}`);
  }
  const bad = subscriptions.find((address) => !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address));
  if (bad !== undefined) {
    throw new Error(`audit.subscriptions must be e-mail addresses, got ${JSON.stringify(bad)}`);
  }
  // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html
  if (trail.mode === 'existing' && !/^[A-Za-z0-9_/.#-]{1,512}$/.test(trail.logGroupName)) {
    throw new Error(
      `audit.trail.logGroupName must be 1 to 512 letters, digits and _/.#-, got ${JSON.stringify(trail.logGroupName)}`,
    );
  }
  if (dashboard && trail.mode !== 'create' && trail.mode !== 'existing') {
    throw new Error(`audit.dashboard needs a trail of mode create or existing, got ${trail.mode}`);
  }
}
