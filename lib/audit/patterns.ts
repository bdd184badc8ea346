import type { AuditContext } from './audit-context';
import type { Detection, EventDetection } from './detection';
import { DETECTIONS } from './detections';
import { eventPattern, type PatternNode } from './event-pattern';
import { filterPattern } from './filter-pattern';
import { expressionsOf, packingOf } from './packing';

/** One of a detection's patterns. */
interface Named {
  /** The detection's id; behind it a number from 2 on, where it is not the detection's first pattern of its path. */
  readonly id: string;
}

/** A detection, and one of the EventBridge patterns that show it. */
export interface ImmediatePattern extends Named {
  readonly detection: EventDetection;
  readonly pattern: PatternNode;
}

/** A detection, and one of the filter patterns of CloudWatch Logs that show it. */
export interface LogPattern extends Named {
  readonly detection: Exclude<Detection, { readonly silentHours: number }>;
  readonly pattern: string;
}

/** The patterns of the immediate path. */
export function immediatePatterns(context: AuditContext, { immediate } = packingOf(context)): ImmediatePattern[] {
  return DETECTIONS.flatMap((detection) =>
    detection.path === 'log'
      ? []
      : numbered(detection, expressionsOf(detection, context, immediate.get(detection.id)).map(eventPattern)),
  );
}

/** The patterns of the log path; none where the trail delivers to no log group of this account. */
export function logPatterns(context: AuditContext, { log } = packingOf(context)): LogPattern[] {
  return DETECTIONS.flatMap((detection) =>
    detection.path === 'immediate' || 'silentHours' in detection
      ? []
      : numbered(detection, expressionsOf(detection, context, log.get(detection.id)).map(filterPattern)),
  );
}

function numbered<D extends Detection, P>(detection: D, patterns: readonly P[]) {
  return patterns.map((pattern, index) => ({
    id: index === 0 ? detection.id : `${detection.id}-${index + 1}`,
    detection,
    pattern,
  }));
}
