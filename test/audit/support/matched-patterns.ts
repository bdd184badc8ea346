import type { Json } from '../../../lib/review/assembly/json';
import { eventMatches } from '../../../lib/review/audit/event-matcher';

const json = (value: object): Json => JSON.parse(JSON.stringify(value));

/**
 * Names of `patterns` that match, for each of `events`, in the patterns' order: by the review's own matcher, which an end-to-end
 * test holds to EventBridge's.
 */
export function matchedPatterns(
  patterns: Readonly<Record<string, object>>,
  events: readonly object[],
): readonly (readonly string[])[] {
  const written = Object.entries(patterns).map(([name, pattern]) => [name, json(pattern)] as const);
  return events
    .map(json)
    .map((event) => written.flatMap(([name, pattern]) => (eventMatches(pattern, event) ? [name] : [])));
}
