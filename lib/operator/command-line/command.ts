import * as v from 'valibot';
import type { Context } from '../context';
import type { Result } from '../rendering/view';

/** An option of the command line: its flags, as the parser and the help spell them, and what it does. */
export interface OptionText {
  readonly flags: string;
  readonly description: string;
  /** It may be given more than once. @default false */
  readonly repeatable?: boolean;
}

/** One command of the command line. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  /** As the parser and the help spell them, such as `<environment>`. */
  readonly arguments: readonly string[];
  readonly options: readonly OptionText[];
  /** What follows the program's name, with what it does. */
  readonly examples: readonly { readonly line: string; readonly does: string }[];
  /** Text after the examples. */
  readonly notes?: string;
  /** It asks nothing of AWS. @default false */
  readonly isOffline?: boolean;
  /** Runs it on what the parser found: arguments and options by name. */
  run(given: unknown, context: Context): Promise<Result>;
}

/** A command before its input is typed. */
export interface CommandDefinition<Input extends v.GenericSchema> extends Omit<Command, 'run'> {
  /** Form of the arguments and options, by name. */
  readonly input: Input;
  readonly run: (input: v.InferOutput<Input>, context: Context) => Promise<Result>;
}

/** A command whose input is checked before it runs. */
export function command<Input extends v.GenericSchema>(definition: CommandDefinition<Input>): Command {
  const { input, run, ...rest } = definition;
  return { ...rest, run: (given, context) => run(v.parse(input, given), context) };
}
