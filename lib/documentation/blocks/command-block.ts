import { COMMANDS } from '../../operator/commands';
import { markdownTable } from '../markdown-table';

/** Every command of the operators, with its options. */
export function commandsTable(): string {
  return markdownTable(
    ['command', 'what it does', 'options'],
    COMMANDS.map(({ name, arguments: given, summary, options }) => [
      `\`${[name, ...given].join(' ')}\``,
      summary,
      options.map(({ flags }) => `\`${flags}\``).join(' ') || '–',
    ]),
  );
}
