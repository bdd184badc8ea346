import type { CommanderError } from 'commander';
import { UsageError } from '../operator-error';
import { PROGRAM } from '../rendering/invocation';

/**
 * The parser's finding without what was typed, which may be a value in the wrong place: only words of the command line itself
 * (`known`) are repeated.
 */
export function usageError({ code, message }: CommanderError, known: ReadonlySet<string>): UsageError {
  if (code === 'commander.help') {
    return new UsageError({ rule: 'usage', reason: 'no command was given', next: `${PROGRAM} --help` });
  }
  // What was typed stands between the first and the last quotation mark, whatever is in it.
  const [, before = '', typed, after = ''] = /^error: ([^']*)(?:'([\s\S]*)'([^']*))?$/.exec(message) ?? [];
  const suggestion = /\n\((Did you mean [\w-]+\?)\)$/.exec(message)?.[1];
  const shown =
    typed === undefined ? '' : known.has(typed.split(' ')[0] ?? '') ? `'${typed}'` : `(length ${typed.length})`;
  const rest = (after.split('\n')[0] ?? '').trimEnd();
  return new UsageError({
    rule: 'usage',
    reason: before === '' && typed === undefined ? 'the command line is not understood' : `${before}${shown}${rest}`,
    next: suggestion ?? `${PROGRAM} --help`,
  });
}
