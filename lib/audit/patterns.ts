import type { AuditContext } from './audit-context';
import type { Detection, EventDetection } from './detection';
import { DETECTIONS } from './detections';
import { eventPattern, type PatternNode } from './event-pattern';
import { filterPattern } from './filter-pattern';

/** A detection, and the EventBridge pattern that shows it. */
export interface ImmediatePattern {
  readonly detection: EventDetection;
  readonly pattern: PatternNode;
}

/** A detection, and the filter pattern of CloudWatch Logs that shows it. */
export interface LogPattern {
  readonly detection: Exclude<Detection, { readonly silentHours: number }>;
  readonly pattern: string;
}

/** The patterns of the immediate path. */
export function immediatePatterns(context: AuditContext): ImmediatePattern[] {
  return DETECTIONS.flatMap((detection) => {
    const expression = detection.path === 'log' ? undefined : detection.when(context);
    return detection.path === 'log' || expression === undefined
      ? []
      : [{ detection, pattern: eventPattern(expression) }];
  });
}

/** The patterns of the log path. */
export function logPatterns(context: AuditContext): LogPattern[] {
  return DETECTIONS.flatMap((detection) => {
    if (detection.path === 'immediate' || 'silentHours' in detection) {
      return [];
    }
    const expression = detection.when(context);
    return expression === undefined ? [] : [{ detection, pattern: filterPattern(expression) }];
  });
}
