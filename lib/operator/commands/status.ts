import * as v from 'valibot';
import type { Environment } from '../../environments/row';
import { ENVIRONMENTS } from '../../environments/rows';
import { command } from '../command-line/command';
import { askFingerprints } from '../compare/ask-fingerprints';
import { sharedKeys } from '../compare/shared-keys';
import type { Context } from '../context';
import { environmentGiven } from '../names';
import { OperatorError, UsageError } from '../operator-error';
import { lines, type Result, toned } from '../rendering/view';
import { type Asked, matrixView } from '../status-matrix';
import { isComplete, keyReports, remarks, statusView } from '../status-report';

/** The state of every key. */
export const status = command({
  name: 'status',
  summary: 'state of every key: present, missing or malformed, made when, due for rotation; never a value',
  arguments: ['[environment]'],
  options: [{ flags: '--all', description: 'every environment' }],
  examples: [
    { line: 'status staging', does: 'exit code 1 while a required key is missing or malformed' },
    { line: 'status --all', does: 'every key of every environment, in one table' },
    { line: 'status --all --json', does: 'the same for a script' },
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
  const [answers, shared] = await context.terminal.progress.during('asking every keeper', () =>
    Promise.all([
      Promise.all(ENVIRONMENTS.map((environment) => statusOrError(environment, context))),
      // A script that looks for shared values runs compare.
      context.output.json ? [] : askFingerprints(context).then(({ compared }) => sharedKeys(compared)),
    ]),
  );
  const now = context.now();
  return {
    failed: answers.some(({ status }) => status === undefined || !isComplete(status)),
    data: {
      environments: answers.map(({ environment, status, error }) =>
        status === undefined
          ? { environment, complete: false, rule: error?.rule, reason: error?.message, next: error?.next }
          : { complete: isComplete(status), ...status, keys: keyReports(status, now) },
      ),
    },
    view: [
      ...matrixView(answers, shared, now),
      ...answers.flatMap(({ environment, status, error }) =>
        status === undefined
          ? [lines(toned('bad', `${environment}: ${error?.message ?? ''}`), `  next: ${error?.next ?? ''}`)]
          : remarks(status),
      ),
    ],
  };
}

/** A status, or why there is none. */
interface Answer extends Asked {
  readonly error?: OperatorError;
}

async function statusOrError(row: Environment, { services }: Context): Promise<Answer> {
  const environment = row.name;
  try {
    return { environment, status: await (await services.keeper(row)).status() };
  } catch (error) {
    if (error instanceof OperatorError) {
      return { environment, status: undefined, error };
    }
    throw error;
  }
}
