import { remembered } from '../remembered';
import type { AuditContext } from './audit-context';
import { EVENT_PATTERN_LIMIT, mostWildcards, WILDCARDS_LIMIT } from './event-pattern';
import { FILTER_PATTERN_LIMIT } from './filter-pattern';
import { type Packing, packingOf } from './packing';
import { immediatePatterns, logPatterns } from './patterns';

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html */
const RULE_NAME_LIMIT = 64;

const packings = new Map<string, Packing>();

/**
 * What goes together in one pattern, and keeps AWS's limits; worked out once for contexts that are equal.
 * @param longest a context with every name at its longest: what goes together must not hang on the length of a reference.
 * @throws Error as `checkPatternLimits`.
 */
export function checkedPacking(longest: AuditContext): Packing {
  return remembered(packings, JSON.stringify(longest), () => {
    checkPatternLimits(longest);
    return packingOf(longest);
  });
}

/**
 * Refuses patterns that AWS would refuse in the middle of a deployment.
 *
 * @param context with every name at its longest: an unresolved reference would not be counted.
 * @throws Error that names each pattern that is too long, and by how much.
 */
export function checkPatternLimits(context: AuditContext): void {
  const sizes = [
    ...immediatePatterns(context).flatMap(({ id, pattern }) => [
      {
        what: `event pattern of ${id}`,
        unit: 'characters',
        size: JSON.stringify(pattern).length,
        limit: EVENT_PATTERN_LIMIT,
      },
      {
        what: `name of the rule ${id}`,
        unit: 'characters',
        size: `${context.names.prefix}-${id}`.length,
        limit: RULE_NAME_LIMIT,
      },
      {
        what: `event pattern of ${id}`,
        unit: 'wildcards on one field',
        size: mostWildcards(pattern),
        limit: WILDCARDS_LIMIT,
      },
    ]),
    ...logPatterns(context).map(({ id, pattern }) => ({
      what: `filter pattern of ${id}`,
      unit: 'characters',
      size: pattern.length,
      limit: FILTER_PATTERN_LIMIT,
    })),
  ];
  const tooLong = sizes.filter(({ size, limit }) => size > limit);
  if (tooLong.length > 0) {
    const lines = tooLong.map(
      ({ what, unit, size, limit }) => `${what} must have at most ${limit} ${unit}, got ${size}`,
    );
    throw new Error(
      `${lines.join('\n')}\nname fewer or shorter break-glass and transition roles, or give the environment a shorter prefix`,
    );
  }
}
