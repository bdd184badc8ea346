import { createInterface } from 'node:readline';
import * as v from 'valibot';
import { filterMatches } from '../../lib/audit/filter-matcher';

/** One question of the emulator: which of the patterns match which of the log events. */
const questionSchema = v.object({ patterns: v.array(v.string()), messages: v.array(v.string()) });

/**
 * What `!=` says of an absent field. AWS's documentation does not tell; the emulator takes the answer under which fewer
 * alarms go off.
 */
const DIFFERS_WHERE_ABSENT = false;

function answer(line: string): object {
  const { patterns, messages } = v.parse(questionSchema, JSON.parse(line));
  try {
    // Also without an event: a pattern is refused when its filter is made.
    patterns.forEach((pattern) => void filterMatches(pattern, {}, { differsWhereAbsent: DIFFERS_WHERE_ABSENT }));
    return { matching: messages.map((message) => matching(patterns, message)) };
  } catch (error) {
    return { refused: error instanceof Error ? error.message : 'not a filter pattern' };
  }
}

function matching(patterns: readonly string[], message: string): boolean[] {
  const record = v.safeParse(v.record(v.string(), v.unknown()), parsed(message));
  const options = { differsWhereAbsent: DIFFERS_WHERE_ABSENT };
  return patterns.map((pattern) => record.success && filterMatches(pattern, record.output, options));
}

/** Undefined where a log event is no JSON: a JSON pattern matches none of those. */
function parsed(message: string): unknown {
  try {
    return JSON.parse(message);
  } catch {
    return undefined;
  }
}

createInterface({ input: process.stdin }).on('line', (line) => {
  process.stdout.write(`${JSON.stringify(answer(line))}\n`);
});
