import type { CatalogueKey } from '../../catalogue/catalogue-key';
import { keyGiven } from '../names';
import { UsageError } from '../operator-error';

/** One `--set KEY=@file` or `--set KEY=-`. */
export interface SetOption {
  readonly key: CatalogueKey;
  /** A file, or the standard input. */
  readonly from: { readonly file: string } | 'stdin';
}

/**
 * Reads a `--set` option.
 * @throws UsageError where it holds the value itself: every user of the machine sees command lines.
 */
export function parseSetOption(text: string): SetOption {
  const equals = text.indexOf('=');
  const name = equals < 0 ? text : text.slice(0, equals);
  const source = equals < 0 ? '' : text.slice(equals + 1);
  const key = keyGiven(name, '--set: ');
  if (source === '-') {
    return { key, from: 'stdin' };
  }
  if (source.startsWith('@') && source.length > 1) {
    return { key, from: { file: source.slice(1) } };
  }
  throw new UsageError({
    rule: 'value-on-command-line',
    reason:
      source === ''
        ? `--set ${key.name}: it names no source`
        : `--set ${key.name}: a value on the command line can be seen by every user of this machine and stays in your shell’s history (length ${source.length})`,
    next: `--set ${key.name}=@file, --set ${key.name}=- for the standard input, or leave it away and type it at the prompt${source === '' ? '' : '; and take this value for known to others'}`,
  });
}
