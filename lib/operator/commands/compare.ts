import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import type { Environment } from '../../environments/row';
import { ENVIRONMENTS } from '../../environments/rows';
import { command } from '../command-line/command';
import { comparisonResult, type Unreachable } from '../compare/comparison-view';
import type { Compared } from '../compare/shared-keys';
import type { Context } from '../context';
import { OperatorError } from '../operator-error';

/** Looks for values that environments share. */
export const compare = command({
  name: 'compare',
  summary: 'do environments share values that they must not share?',
  arguments: [],
  options: [],
  examples: [{ line: 'compare', does: 'each keeper gives keyed digests for this one run; no value leaves it' }],
  input: v.object({}),
  run: async (_, context) => {
    // One nonce a run, thrown away: nobody can look a digest up later.
    const nonce = randomBytes(32).toString('hex');
    const answers = await context.terminal.progress.during('asking every keeper', () =>
      Promise.all(ENVIRONMENTS.map((environment) => ask(environment, nonce, context))),
    );
    return comparisonResult(
      answers.flatMap((answer) => ('fingerprints' in answer ? [answer] : [])),
      answers.flatMap((answer) => ('rule' in answer ? [answer] : [])),
    );
  },
});

async function ask(environment: Environment, nonce: string, { services }: Context): Promise<Compared | Unreachable> {
  try {
    return { environment, fingerprints: await (await services.keeper(environment)).fingerprints(nonce) };
  } catch (error) {
    if (error instanceof OperatorError) {
      return { environment: environment.name, rule: error.rule, reason: error.message };
    }
    throw error;
  }
}
