import type { AuditContext } from './audit-context';
import { immediatePatterns, logPatterns } from './patterns';

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
const EVENT_PATTERN_LIMIT = 2048;
/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html */
const FILTER_PATTERN_LIMIT = 1024;
/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html */
const RULE_NAME_LIMIT = 64;

/**
 * Refuses patterns that AWS would refuse in the middle of a deployment.
 *
 * @param context with every name at its longest: an unresolved reference would not be counted.
 * @throws Error that names each pattern that is too long, and by how much.
 */
export function checkPatternLimits(context: AuditContext): void {
  const sizes = [
    ...immediatePatterns(context).flatMap(({ detection: { id }, pattern }) => [
      { what: `event pattern of ${id}`, length: JSON.stringify(pattern).length, limit: EVENT_PATTERN_LIMIT },
      { what: `name of the rule ${id}`, length: `${context.names.prefix}-${id}`.length, limit: RULE_NAME_LIMIT },
    ]),
    ...logPatterns(context).map(({ detection: { id }, pattern }) => ({
      what: `filter pattern of ${id}`,
      length: pattern.length,
      limit: FILTER_PATTERN_LIMIT,
    })),
  ];
  const tooLong = sizes.filter(({ length, limit }) => length > limit);
  if (tooLong.length > 0) {
    const lines = tooLong.map(
      ({ what, length, limit }) => `${what} must have at most ${limit} characters, got ${length}`,
    );
    throw new Error(
      `${lines.join('\n')}\nname fewer or shorter break-glass and transition roles, or give the environment a shorter prefix`,
    );
  }
}
