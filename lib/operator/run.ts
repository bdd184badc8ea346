import { CommanderError } from 'commander';
import * as v from 'valibot';
import { REGION } from '../environments/row';
import type { Command } from './command-line/command';
import { program } from './command-line/program';
import { usageError } from './command-line/usage-error';
import { COMMANDS } from './commands';
import type { Context } from './context';
import { EXIT, OperatorError, UsageError } from './operator-error';
import { quoted } from './rendering/quoted';
import { lines, toned, type View } from './rendering/view';
import { placeText } from './services/place-text';

/** Runs a command line (without the program's own name) and gives its exit code. Never throws. */
export async function run(args: readonly string[], context: Context): Promise<number> {
  return context.output.settled(await exitCodeOf(args, context));
}

async function exitCodeOf(args: readonly string[], context: Context): Promise<number> {
  const { output } = context;
  output.json = args.includes('--json');
  const named = COMMANDS.find(({ name }) => name === args[0])?.name ?? 'none';
  let exitCode: number = EXIT.done;
  let wanted: Place = {};
  const parser = program(COMMANDS, output, async (command, given) => {
    wanted = placeWanted(given);
    context.services.choose(wanted);
    const result = await command.run(given, context);
    const where = command.isOffline === true || output.json ? [] : [await whereLine(context, wanted)];
    output.result(command.name, { ...result, view: [...where, ...result.view] });
    exitCode = result.failed === true ? EXIT.failed : EXIT.done;
  });
  try {
    await parser.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) {
      const code = output.error(named, error);
      if (error instanceof OperatorError && code === EXIT.failed && !output.json) {
        output.note(await whereLine(context, wanted));
      }
      return code;
    }
    // Help that was asked for; without a command the parser shows it too, but that is wrong usage.
    return error.exitCode === 0 ? EXIT.done : output.error(named, usageError(error, ownWords(COMMANDS)));
  }
}

const placeSchema = v.object({ profile: v.optional(v.string()), region: v.optional(v.string()) });
type Place = v.InferOutput<typeof placeSchema>;

/**
 * Where the person wants the calls to go.
 * @throws UsageError for what is no Region: it becomes a part of host names.
 */
function placeWanted(given: unknown): Place {
  const wanted = v.parse(placeSchema, given);
  if (wanted.region !== undefined && !/^[a-z]{2}(-[a-z]+)+-[0-9]$/.test(wanted.region)) {
    throw new UsageError({
      rule: 'usage',
      reason: `--region must be a Region such as ${REGION} (length ${wanted.region.length})`,
      next: `--region ${REGION}`,
    });
  }
  return wanted;
}

/** Where the calls went; what is printed to be run next goes elsewhere, unless the shell is told. */
async function whereLine({ services }: Context, { profile, region }: Place): Promise<View> {
  const place = await services.place();
  // Other tools assume no Region.
  const toName = region ?? (place.assumed ? place.region : undefined);
  const settings = [
    ...(profile === undefined ? [] : [`AWS_PROFILE=${quoted(profile)}`]),
    ...(toName === undefined ? [] : [`AWS_REGION=${toName}`]),
  ];
  const shell = settings.length === 0 ? [] : [`for the next commands: export ${settings.join(' ')}`];
  return lines(...[placeText(place), ...shell].map((text) => toned('quiet', text)));
}

/** Everything that the command line itself is made of. */
function ownWords(commands: readonly Command[]): ReadonlySet<string> {
  const words = commands.flatMap(({ name, options, arguments: names }) => [
    name,
    ...names.map((argument) => argument.replace(/[^a-z]/g, '')),
    ...options.flatMap(({ flags }) => flags.split(/[ ,]+/)),
  ]);
  return new Set([...words, '--json', '--verbose', '--help', '--profile', '--region']);
}
