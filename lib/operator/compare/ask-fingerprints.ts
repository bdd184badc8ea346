import { randomBytes } from 'node:crypto';
import type { Tier } from '../../environments/row';
import { ENVIRONMENTS } from '../../environments/rows';
import type { Context } from '../context';
import { OperatorError } from '../operator-error';
import type { Compared } from './shared-keys';

/** An environment whose keeper did not answer. */
export interface Unreachable {
  readonly environment: string;
  readonly tier: Tier;
  readonly rule: string;
  readonly reason: string;
}

/** The digests of every environment's keys, under a nonce that is thrown away: nobody can look a digest up later. */
export async function askFingerprints({ services }: Context): Promise<{
  readonly compared: readonly Compared[];
  readonly unreachable: readonly Unreachable[];
}> {
  const nonce = randomBytes(32).toString('hex');
  const answers = await Promise.all(
    ENVIRONMENTS.map(async (environment): Promise<Compared | Unreachable> => {
      try {
        return { environment, fingerprints: await (await services.keeper(environment)).fingerprints(nonce) };
      } catch (error) {
        if (error instanceof OperatorError) {
          return { environment: environment.name, tier: environment.tier, rule: error.rule, reason: error.message };
        }
        throw error;
      }
    }),
  );
  return {
    compared: answers.flatMap((answer) => ('fingerprints' in answer ? [answer] : [])),
    unreachable: answers.flatMap((answer) => ('rule' in answer ? [answer] : [])),
  };
}
