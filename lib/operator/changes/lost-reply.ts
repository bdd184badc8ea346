import type { Fate } from '../../contract/fate';
import { KEEPER_AT_WORK_MS } from '../../contract/keeper-settings';
import type { Context } from '../context';
import { OperatorError } from '../operator-error';
import { lines, toned } from '../rendering/view';
import type { Keeper, Order } from '../services/keeper';

const PAUSE_MS = 2_000;

/** What is known of a change that was made and whose answer was lost. */
export interface MadeWithoutReply {
  readonly versionId: string | null;
  /** Another version is current by now. */
  readonly overtaken: boolean;
}

/**
 * Says what became of a change whose answer was lost, by the versions that were made for this very request. Nothing is sent
 * again.
 * @throws OperatorError that says what is known, unless the change was made.
 */
export async function changeWithoutReply(keeper: Keeper, order: Order, context: Context): Promise<MadeWithoutReply> {
  context.output.note(
    lines(
      toned(
        'warning',
        'no answer says whether the change was made; asking what became of it instead of sending it again',
      ),
    ),
  );
  const { fate, versionId, currentVersionId } = await finalFate(keeper, order, context);
  const status = `npx kaizencoach-secrets status ${keeper.environment.name}`;
  switch (fate) {
    case 'current':
    case 'overtaken':
      context.output.note(lines(toned('good', `the change was made: version ${versionId ?? ''}`)));
      return { versionId: versionId ?? null, overtaken: fate === 'overtaken' };
    case 'unproved':
      throw new OperatorError({
        rule: 'undecided',
        reason: `the change was written as version ${versionId ?? ''}, and others wrote since (current: ${currentVersionId ?? 'none'}): nobody can tell whether it was ever current`,
        next: `npx kaizencoach-secrets history ${keeper.environment.name}, which names the keys that it changes; decide on what is current now`,
      });
    case 'not-made':
    case 'not-stored':
      throw new OperatorError({
        rule: 'not-made',
        reason: `the change was not made: ${fate === 'not-made' ? 'somebody else wrote first' : 'no version was stored for it'} (current: ${currentVersionId ?? 'no value yet'})`,
        next: `${status}, then run the command again if it is still wanted`,
      });
  }
}

/** Asks until the answer is final: that nothing was stored is so only when the keeper cannot be at work any more. */
async function finalFate(keeper: Keeper, { requestId }: Order, context: Context): Promise<Fate> {
  // The clock of the day can be set, and jumps when a machine wakes: the keeper may be at work however late it shows.
  const end = performance.now() + KEEPER_AT_WORK_MS;
  return context.terminal.progress.during('asking what became of the change', async () => {
    for (let look = 1; ; look += 1) {
      const isOver = look > 1 && performance.now() >= end;
      const found = await keeper.fate(requestId).catch(() => undefined);
      if (found !== undefined && (found.fate === 'current' || found.fate === 'overtaken' || isOver)) {
        return found;
      }
      if (isOver) {
        throw new OperatorError({
          rule: 'lost-reply',
          reason:
            'nobody knows whether the change was made: the keeper does not answer; the secret holds either the old or the new document',
          next: `npx kaizencoach-secrets history ${keeper.environment.name}, when the network is back, and look for request ${requestId}; do not repeat the change before`,
        });
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  });
}
