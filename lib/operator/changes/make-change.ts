import { randomBytes } from 'node:crypto';
import type { Change, SecretStatus } from '../../contract/operator-answer';
import type { PlannedChange } from '../../contract/operator-request';
import type { Context } from '../context';
import { LostReplyError, OperatorError } from '../operator-error';
import { lines, toned } from '../rendering/view';
import type { Keeper, Order } from '../services/keeper';
import { placeText } from '../services/place-text';
import { type Answers, consentTo } from './consent';
import { changeWithoutReply, type MadeWithoutReply } from './lost-reply';
import { changesAnything, type Planned, planView } from './plan-view';

/** How a person wants a change made. */
export interface Wishes extends Answers {
  readonly dryRun: boolean;
}

/** A change, or the reason why there was none: where there was nothing to change, or where only the plan was wanted. */
export interface Made extends Planned {
  readonly change?: Change;
  /** In its place where its answer was lost. */
  readonly withoutReply?: MadeWithoutReply;
}

/** Shows the plan of a change, gets the consents, and makes it: once. */
export async function makeChange(
  keeper: Keeper,
  change: PlannedChange,
  wishes: Wishes,
  context: Context,
): Promise<Made> {
  const { name } = keeper.environment;
  const { terminal, output } = context;
  const [plan, place] = await terminal.progress.during(`asking the keeper of ${name} for the plan`, () =>
    Promise.all([keeper.plan(change), context.services.place()]),
  );
  const completes = change.operation === 'seed' && !changesAnything({ plan });
  const unrecorded = completes ? withoutRecord(await keeper.status()) : [];
  const planned: Planned = { plan, ...(unrecorded.length === 0 ? {} : { unrecorded }) };
  if (wishes.dryRun || !changesAnything(planned)) {
    return planned;
  }
  output.note(lines(toned('quiet', placeText(place))), ...planView(planned, change, name));
  const consents = await consentTo(plan, wishes, name, context);
  await output.shown();
  const requestId = randomBytes(8).toString('hex');
  const order: Order = { change, requestId, seenVersion: plan.versionId, consents };
  return { ...planned, ...(await send(keeper, order, planned, context)) };
}

function withoutRecord({ keys }: SecretStatus): readonly string[] {
  return keys
    .filter(({ origin, state, record }) => origin === 'generated' && state !== 'missing' && record === undefined)
    .map(({ name }) => name);
}

async function send(
  keeper: Keeper,
  order: Order,
  { unrecorded }: Planned,
  context: Context,
): Promise<Pick<Made, 'change' | 'withoutReply'>> {
  const { name } = keeper.environment;
  try {
    const atWork = `the keeper of ${name} is at work`;
    return { change: await context.terminal.progress.during(atWork, () => keeper.change(order)) };
  } catch (error) {
    if (error instanceof LostReplyError && unrecorded !== undefined) {
      throw new OperatorError({
        rule: 'lost-reply',
        reason: 'no answer came: whether the records were written is not known; no value was to change',
        next: `npx kaizencoach-secrets seed ${name}`,
      });
    }
    if (error instanceof LostReplyError) {
      return { withoutReply: await changeWithoutReply(keeper, order, context) };
    }
    throw error;
  }
}
