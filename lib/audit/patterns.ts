import type { AuditContext } from './audit-context';
import type { Alternatives, Detection, EventDetection } from './detection';
import { DETECTIONS } from './detections';
import { EVENT_PATTERN_LIMIT, eventPattern, mostWildcards, type PatternNode, WILDCARDS_LIMIT } from './event-pattern';
import { all, any, type Expression } from './expression';
import { FILTER_PATTERN_LIMIT, filterPattern } from './filter-pattern';

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

/**
 * The patterns of the immediate path.
 * @param longest the same with every name at its longest: what goes together must not hang on a reference's length.
 */
export function immediatePatterns(context: AuditContext, longest = context): ImmediatePattern[] {
  return DETECTIONS.flatMap((detection) =>
    detection.path === 'log'
      ? []
      : numbered(detection, packed(detection.when(context), detection.when(longest), isEventPattern).map(eventPattern)),
  );
}

/** The patterns of the log path; for `longest` see `immediatePatterns`. */
export function logPatterns(context: AuditContext, longest = context): LogPattern[] {
  return DETECTIONS.flatMap((detection) =>
    detection.path === 'immediate' || 'silentHours' in detection
      ? []
      : numbered(
          detection,
          packed(detection.when(context), detection.when(longest), isFilterPattern).map(filterPattern),
        ),
  );
}

function isEventPattern(expression: Expression): boolean {
  const pattern = eventPattern(expression);
  return JSON.stringify(pattern).length <= EVENT_PATTERN_LIMIT && mostWildcards(pattern) <= WILDCARDS_LIMIT;
}

function isFilterPattern(expression: Expression): boolean {
  return filterPattern(expression).length <= FILTER_PATTERN_LIMIT;
}

/** As few expressions as `fits` lets there be. */
function packed(real: Alternatives, longest: Alternatives, fits: (expression: Expression) => boolean): Expression[] {
  const groups: number[][] = [];
  for (const index of longest.oneOf.keys()) {
    const group = groups.find((others) => fits(joined(longest, [...others, index])));
    if (group === undefined) {
      groups.push([index]);
    } else {
      group.push(index);
    }
  }
  return groups.map((group) => joined(real, group));
}

function joined({ always, oneOf }: Alternatives, indices: readonly number[]): Expression {
  return all(always, any(...oneOf.filter((_, index) => indices.includes(index))));
}

function numbered<D extends Detection, P>(detection: D, patterns: readonly P[]) {
  return patterns.map((pattern, index) => ({
    id: index === 0 ? detection.id : `${detection.id}-${index + 1}`,
    detection,
    pattern,
  }));
}
