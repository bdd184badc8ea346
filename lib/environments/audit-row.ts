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
