import { Command } from 'commander';
import * as v from 'valibot';

/** The program was called wrongly. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** What the program is asked. */
export interface Options {
  readonly base?: string;
  /** Folders of the two assemblies, when both are there already. */
  readonly assemblies?: readonly [base: string, head: string];
  /** Folders of the two sides' files, as data. */
  readonly sources?: readonly [base: string, head: string];
  /** Name of the environment that is compared with what runs. */
  readonly deployed?: string;
  /** Whether anything that differs from what runs is a failure. */
  readonly drift: boolean;
  readonly explain?: string;
  readonly format: 'terminal' | 'json' | 'markdown';
  /** Day on which acceptances are judged, `YYYY-MM-DD`. */
  readonly today: string;
  /** What is compared, in words. */
  readonly compared?: string;
}

const pair = v.optional(
  v.pipe(
    v.array(v.string()),
    v.length(2),
    v.transform(([base = '', head = '']) => [base, head] as const),
  ),
);

const schema = v.object({
  base: v.optional(v.string()),
  assemblies: pair,
  sources: pair,
  deployed: v.optional(v.string()),
  drift: v.optional(v.boolean(), false),
  explain: v.optional(v.string()),
  json: v.optional(v.boolean(), false),
  markdown: v.optional(v.boolean(), false),
  today: v.optional(v.pipe(v.string(), v.isoDate())),
  compared: v.optional(v.string()),
});

/** Of two values one would go unused. */
function once(value: string, before?: string): string {
  if (before !== undefined) {
    throw new UsageError('an option that takes one value is given twice');
  }
  return value;
}

/**
 * Reads the program's arguments.
 * @throws UsageError, or commander's own error.
 */
export function parseOptions(args: readonly string[]): Options {
  const parser = new Command('kaizencoach-review')
    .description('What a change of the stack would do, in words. Offline, without credentials.')
    .option('--base <ref>', 'compare the working tree with this git ref', once)
    .option('--assemblies <folders...>', 'compare two assemblies that are there already: base, then head')
    .option('--sources <folders...>', 'with --assemblies: the files that the two were made of, read as data')
    .option(
      '--deployed <environment>',
      'compare the working tree with what runs; needs credentials that may look',
      once,
    )
    .option('--drift', 'with --deployed: fail where anything differs, accepted or not, or could not be read')
    .option('--explain <gate>', 'say what a gate looks for, and why', once)
    .option('--json', 'print the findings as one JSON object')
    .option('--markdown', 'print the page as Markdown')
    .option('--today <day>', 'judge acceptances, and synthesize the change, as of this day (YYYY-MM-DD)', once)
    .option('--compared <words>', 'with --assemblies: what the page says was compared', once)
    .addHelpText(
      'after',
      '\nExit code: 0 clean or accepted, 1 something needs acceptance (with --drift: or anything differs), 2 could not compare or wrong usage.',
    )
    .allowExcessArguments(false)
    .exitOverride()
    .configureOutput({ writeErr: () => undefined });
  parser.parse([...args], { from: 'user' });
  const parsed = v.safeParse(schema, parser.opts());
  if (!parsed.success) {
    throw new UsageError('--assemblies and --sources take two folders, --today a day as YYYY-MM-DD');
  }
  const { json, markdown, today = new Date().toISOString().slice(0, 10), ...given } = parsed.output;
  const ways = [given.base, given.assemblies, given.deployed, given.explain].filter((way) => way !== undefined);
  if (ways.length !== 1) {
    throw new UsageError(
      'say one of --base <ref>, --assemblies <base> <head>, --deployed <environment>, --explain <gate>; see --help',
    );
  }
  const misplaced = [
    given.drift && given.deployed === undefined && '--drift goes with --deployed <environment>',
    given.sources !== undefined && given.assemblies === undefined && '--sources goes with --assemblies <base> <head>',
    given.compared !== undefined && given.assemblies === undefined && '--compared goes with --assemblies <base> <head>',
    json && markdown && 'say one of --json, --markdown',
  ].find((why) => typeof why === 'string');
  if (misplaced !== undefined) {
    throw new UsageError(misplaced);
  }
  return { ...defined(given), today, format: json ? 'json' : markdown ? 'markdown' : 'terminal' };
}

function defined<T extends object>(given: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const entries = Object.entries(given).filter(([, value]) => value !== undefined);
  return JSON.parse(JSON.stringify(Object.fromEntries(entries)));
}
