import type { Change, Plan, SecretStatus } from '../../contract/operator-answer';
import type { Context } from '../context';
import { OperatorError } from '../operator-error';
import { lines, toned } from '../rendering/view';
import type { Keeper, Order } from '../services/keeper';

/** How long to look for a change whose answer was lost. */
const LOOKS = 5;
const PAUSE_MS = 2_000;

/**
 * Says what became of a change whose answer was lost, by the status. Nothing is sent again.
 * @throws OperatorError that says which version is current, unless the change was made.
 */
export async function changeWithoutReply(keeper: Keeper, order: Order, plan: Plan, context: Context): Promise<Change> {
  context.output.note(
    lines(toned('warning', 'no answer came to the change; asking for the status instead of sending it again')),
  );
  const status = await lookAgain(keeper, order, context);
  if (status.versionId === order.seenVersion) {
    throw new OperatorError({
      rule: 'lost-reply',
      reason: `the old version is current (${status.versionId ?? 'no value yet'}): nothing was changed so far`,
      next: `the keeper may still be at work for two minutes; kaizencoach-secrets status ${status.environment} says, and running the command again then is safe`,
    });
  }
  if (!isOurs(status, order, plan)) {
    throw new OperatorError({
      rule: 'lost-reply',
      reason: `a new version is current (${status.versionId ?? 'no value'}), and it is not known to be this change: somebody else wrote meanwhile`,
      next: `kaizencoach-secrets status ${status.environment}, and decide on what it says`,
    });
  }
  context.output.note(
    lines(toned('good', `the new version is current (${status.versionId ?? ''}): the change was made`)),
  );
  return asChange(status, order, plan);
}

async function lookAgain(keeper: Keeper, { seenVersion }: Order, context: Context): Promise<SecretStatus> {
  return context.terminal.progress.during('looking whether the change was made', async () => {
    for (let look = 1; ; look += 1) {
      const status = await keeper.statusAfterAll().catch(() => undefined);
      if (status !== undefined && (status.versionId !== seenVersion || look >= LOOKS)) {
        return status;
      }
      if (look >= LOOKS) {
        throw new OperatorError({
          rule: 'lost-reply',
          reason:
            'nobody knows whether the change was made: the keeper does not answer; the secret holds either the old or the new document',
          next: `kaizencoach-secrets status ${keeper.environment.name}, when the network is back; do not repeat the change before`,
        });
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  });
}

/** A key that the plan changes was written by this operation, in the version that is current. */
function isOurs({ keys, versionId }: SecretStatus, { change }: Order, plan: Plan): boolean {
  const changed = changedKeys(plan);
  return keys.some(
    ({ name, record }) =>
      changed.includes(name) && record?.versionId === versionId && record?.operation === change.operation,
  );
}

function asChange({ versionId, keys }: SecretStatus, { change }: Order, plan: Plan): Change {
  const changed = changedKeys(plan);
  const draws = change.operation === 'rotate' || change.operation === 'seed';
  return {
    versionId,
    generated: draws ? changed : [],
    takenBack: [],
    populated: draws ? [] : changed,
    removed: plan.entries.filter(({ action }) => action === 'remove').map(({ key }) => key),
    missing: keys.filter(({ required, state }) => required && state === 'missing').map(({ name }) => name),
    malformed: keys.filter(({ state }) => state === 'malformed').map(({ name }) => name),
    dropped: [],
  };
}

function changedKeys({ entries }: Plan): string[] {
  return entries.filter(({ action }) => action === 'add' || action === 'change').map(({ key }) => key);
}
