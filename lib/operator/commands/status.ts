import * as v from 'valibot';
import type { Environment } from '../../environments/row';
import { ENVIRONMENTS } from '../../environments/rows';
import { command } from '../command-line/command';
import type { Context } from '../context';
import { environmentGiven } from '../names';
import { OperatorError, UsageError } from '../operator-error';
import { heading, lines, type Result, toned } from '../rendering/view';
import { isComplete, keyReports, statusView } from '../status-report';

/** The state of every key. */
export const status = command({
  name: 'status',
  summary: 'state of every key: present, missing or malformed, made when, due for rotation; never a value',
  arguments: ['[environment]'],
  options: [{ flags: '--all', description: 'every environment' }],
  examples: [
    { line: 'status staging', does: 'exit code 1 while a required key is missing or malformed' },
    { line: 'status --all --json', does: 'every environment, for a script' },
  ],
  input: v.object({ environment: v.optional(v.string()), all: v.optional(v.boolean(), false) }),
  run: async ({ environment, all }, context) => {
    if (all === (environment !== undefined)) {
      throw new UsageError({
        rule: 'usage',
        reason: 'status needs either an environment or --all',
        next: `environments: ${ENVIRONMENTS.map(({ name }) => name).join(', ')}`,
      });
    }
    return environment === undefined ? statusOfAll(context) : statusOf(environmentGiven(environment), context);
  },
});

async function statusOf(environment: Environment, { services, terminal, now }: Context): Promise<Result> {
  const found = await terminal.progress.during(`asking the keeper of ${environment.name}`, async () =>
    (await services.keeper(environment)).status(),
  );
  const complete = isComplete(found);
  return {
    failed: !complete,
    data: { complete, ...found, keys: keyReports(found, now()) },
    view: statusView(found, now()),
  };
}

async function statusOfAll(context: Context): Promise<Result> {
  const results = await context.terminal.progress.during('asking every keeper', () =>
    Promise.all(ENVIRONMENTS.map((environment) => statusOrError(environment, context))),
  );
  return {
    failed: results.some(({ failed }) => failed === true),
    data: { environments: results.map(({ data }) => data) },
    view: results.flatMap(({ view }) => view),
  };
}

async function statusOrError(environment: Environment, context: Context): Promise<Result> {
  try {
    return await statusOf(environment, context);
  } catch (error) {
    if (!(error instanceof OperatorError)) {
      throw error;
    }
    const { rule, message: reason, next } = error;
    return {
      failed: true,
      data: { environment: environment.name, complete: false, rule, reason, next },
      view: [heading(environment.name), lines(toned('bad', reason), `  next: ${next}`)],
    };
  }
}
