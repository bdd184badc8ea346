import type { AuditContext } from './audit-context';
import type { Expression } from './expression';

/** How urgent an alert is. `information` is no alert: it tells of what was meant to happen. */
export type Severity = 'critical' | 'high' | 'medium' | 'information';

/** What every detection says about itself. */
interface Described {
  /** Part of the names of its rule and filter. */
  readonly id: string;
  /** What has happened, as a sentence without its full stop. */
  readonly meaning: string;
  readonly severity: Severity;
  /** What the person who is told does first. */
  readonly whatToDo: string;
}

/** Something that one record of CloudTrail shows. */
export interface EventDetection extends Described {
  /**
   * `immediate`: an EventBridge rule, within seconds, best effort and this Region only. `log`: a metric filter and an alarm,
   * within minutes, all Regions. `both` for what matters, so that one path stands in for the other.
   */
  readonly path: 'immediate' | 'log' | 'both';
  /** The alarm that its filter raises, together with others: an alarm costs, a filter does not. */
  readonly alarm: 'access' | 'change';
  /** Which records show it; undefined where there is nothing that could. */
  readonly when: (context: AuditContext) => Expression | undefined;
}

/** Something that is normal until it happens too often. */
export interface CountDetection extends Described {
  readonly path: 'log';
  readonly when: (context: AuditContext) => Expression;
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
