import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command as Parser } from 'commander';
import * as v from 'valibot';
import { projectRoot } from '../../project-root';
import { UsageError } from '../operator-error';
import { PROGRAM } from '../rendering/invocation';
import type { Output } from '../rendering/output';
import type { Command, OptionText } from './command';

const manifestSchema = v.object({ version: v.string() });

/** Runs one command on what was parsed. */
export type Runner = (command: Command, given: Readonly<Record<string, unknown>>) => Promise<void>;

/** The strict parser of all commands: it refuses what it does not know, and never ends the process. */
export function program(commands: readonly Command[], output: Output, run: Runner): Parser {
  const parser = configured(new Parser(PROGRAM), output)
    .description('Secrets of the kAIzen Coach environments: one command for each step that is still human.')
    .usage('<command> [environment] [options]')
    .version(version(), '--version', 'print the version')
    .helpCommand('help [command]', 'display help for command')
    .addHelpText('after', `\n${afterwords(commands)}`);
  for (const command of commands) {
    add(parser, command, output, run);
  }
  return parser;
}

/** Options of every command. */
const COMMON_OPTIONS: readonly OptionText[] = [
  { flags: '--profile <name>', description: 'profile of the AWS configuration (else AWS_PROFILE)' },
  {
    flags: '--region <name>',
    description: 'AWS Region (else AWS_REGION, AWS_DEFAULT_REGION, the profile’s, eu-west-1)',
  },
  { flags: '--json', description: 'print the result as one JSON object' },
  { flags: '--verbose', description: 'name each call to AWS on the error output; never what it carried' },
];

function add(parser: Parser, command: Command, output: Output, run: Runner): void {
  const sub = configured(parser.command(command.name), output).description(command.summary);
  for (const argument of command.arguments) {
    sub.argument(argument);
  }
  for (const { flags, description, repeatable = false } of [...command.options, ...COMMON_OPTIONS]) {
    if (repeatable) {
      sub.option(flags, description, (value: string, before: readonly string[] = []) => [...before, value]);
    } else if (flags.includes('<')) {
      sub.option(flags, description, (value: string, before?: string) => once(flags, value, before));
    } else {
      sub.option(flags, description);
    }
  }
  sub
    .addHelpText('after', `\n${examplesOf(command)}`)
    .action(() => run(command, { ...argumentsOf(sub), ...sub.opts() }));
}

/** Of two values one would go unused, and nobody would be told which. */
function once(flags: string, value: string, before: string | undefined): string {
  if (before !== undefined) {
    throw new UsageError({
      rule: 'given-twice',
      reason: `${flags.split(' ')[0]} is given twice, and takes one value`,
      next: 'give it once',
    });
  }
  return value;
}

function configured(parser: Parser, output: Output): Parser {
  return parser
    .exitOverride()
    .showSuggestionAfterError(true)
    .allowExcessArguments(false)
    .allowUnknownOption(false)
    .helpCommand(false)
    .configureOutput({
      writeOut: (text) => output.help(text),
      // Errors are worded by this program: the parser's own quote what was typed, and that may be a value.
      writeErr: () => undefined,
    });
}

function argumentsOf(parser: Parser): Record<string, unknown> {
  return Object.fromEntries(
    parser.registeredArguments.map((argument, index) => [argument.name(), parser.processedArgs[index]]),
  );
}

function version(): string {
  const manifest = readFileSync(join(projectRoot(), 'package.json'), 'utf8');
  return v.parse(manifestSchema, JSON.parse(manifest)).version;
}

function examplesOf({ examples, notes }: Command): string {
  const lines = examples.map(({ line, does }) => `  ${PROGRAM} ${line}\n      ${does}`);
  return [`Example${lines.length === 1 ? '' : 's'}:`, ...lines, ...(notes === undefined ? [] : ['', notes])].join('\n');
}

function afterwords(commands: readonly Command[]): string {
  const [first] = commands.flatMap(({ examples }) => examples);
  return [
    'Example:',
    `  ${PROGRAM} ${first?.line ?? ''}\n      ${first?.does ?? ''}`,
    '',
    'Credentials, region and endpoint come from the standard AWS variables and profiles.',
    'Exit code: 0 done, 1 the check or the operation failed, 2 wrong usage or input.',
  ].join('\n');
}
