import type { AuditContext } from './audit-context';
import type { Expression } from './expression';

/** How urgent an alert is. `information` is no alert: it tells of what was meant to happen. */
export type Severity = 'critical' | 'high' | 'medium' | 'information';

/** What every detection says about itself. */
interface Described {
  /** Part of the names of its rules and filters, and the runbook's anchor. */
  readonly id: string;
  /** What has happened, as a sentence without its full stop. */
  readonly meaning: string;
  readonly severity: Severity;
  /** What the person who is told does, in order; the first step stands in the message. Markdown. */
  readonly procedure: readonly [first: string, ...further: string[]];
}

/**
 * Which records show something: those of which `always` is true and one of `oneOf`; none where that is empty. Rules and
 * filters take as many of `oneOf` together as AWS lets them, so each should be short and have one `contains` for a field.
 */
export interface Alternatives {
  readonly always: Expression;
  readonly oneOf: readonly Expression[];
}

/** Something that one record of CloudTrail shows. */
export interface EventDetection extends Described {
  /**
   * `immediate`: an EventBridge rule, within seconds, best effort and this Region only. `log`: a metric filter and an alarm,
   * within minutes, all Regions. `both` for what matters, so that one path stands in for the other.
   */
  readonly path: 'immediate' | 'log' | 'both';
  /** The alarm that its filters raise, together with others: an alarm costs, a filter does not. */
  readonly alarm: 'access' | 'change';
  readonly when: (context: AuditContext) => Alternatives;
}

/** Something that is normal until it happens too often. */
export interface CountDetection extends Described {
  readonly path: 'log';
  readonly when: (context: AuditContext) => Alternatives;
  /** How often in one hour is still normal. */
  readonly mostPerHour: (context: AuditContext) => number;
}

/** The absence of records. */
export interface SilenceDetection extends Described {
  readonly path: 'log';
  /** Hours without a single record. */
  readonly silentHours: number;
}

/** One row of what the audit looks for. */
export type Detection = EventDetection | CountDetection | SilenceDetection;
