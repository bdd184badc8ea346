import type { CommanderError } from 'commander';
import { UsageError } from '../operator-error';
import { PROGRAM } from './program';

/**
 * The parser's finding without what was typed, which may be a value in the wrong place: only words of the command line itself
 * (`known`) are repeated.
 */
export function usageError({ code, message }: CommanderError, known: ReadonlySet<string>): UsageError {
  if (code === 'commander.help') {
    return new UsageError({ rule: 'usage', reason: 'no command was given', next: `${PROGRAM} --help` });
  }
  const [finding = '', suggestion] = message.replace(/^error: /, '').split('\n');
  return new UsageError({
    rule: 'usage',
    reason: finding.replace(/'([^']*)'/g, (_, typed: string) =>
      known.has(typed.split(' ')[0] ?? '') ? `'${typed}'` : `(length ${typed.length})`,
    ),
    next: suggestion === undefined ? `${PROGRAM} --help` : suggestion.replace(/^\((.*)\)$/, '$1'),
  });
}
