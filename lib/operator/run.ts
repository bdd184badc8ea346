import { CommanderError } from 'commander';
import type { Command } from './command-line/command';
import { program } from './command-line/program';
import { usageError } from './command-line/usage-error';
import { COMMANDS } from './commands';
import type { Context } from './context';
import { EXIT } from './operator-error';

/** Runs a command line (without the program's own name) and gives its exit code. Never throws. */
export async function run(args: readonly string[], context: Context): Promise<number> {
  return context.output.settled(await exitCodeOf(args, context));
}

async function exitCodeOf(args: readonly string[], context: Context): Promise<number> {
  const { output } = context;
  output.json = args.includes('--json');
  const named = COMMANDS.find(({ name }) => name === args[0])?.name ?? 'none';
  let exitCode: number = EXIT.done;
  const parser = program(COMMANDS, output, async (command, given) => {
    const result = await command.run(given, context);
    output.result(command.name, result);
    exitCode = result.failed === true ? EXIT.failed : EXIT.done;
  });
  try {
    await parser.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) {
      return output.error(named, error);
    }
    // Help that was asked for; without a command the parser shows it too, but that is wrong usage.
    return error.exitCode === 0 ? EXIT.done : output.error(named, usageError(error, ownWords(COMMANDS)));
  }
}

/** Everything that the command line itself is made of. */
function ownWords(commands: readonly Command[]): ReadonlySet<string> {
  const words = commands.flatMap(({ name, options, arguments: names }) => [
    name,
    ...names.map((argument) => argument.replace(/[^a-z]/g, '')),
    ...options.flatMap(({ flags }) => flags.split(/[ ,]+/)),
  ]);
  return new Set([...words, '--json', '--verbose', '--help']);
}
