import { randomBytes } from 'node:crypto';
import type { Change, Plan, SecretStatus } from '../../contract/operator-answer';
import type { PlannedChange } from '../../contract/operator-request';
import type { Environment } from '../../environments/row';
import type { Context } from '../context';
import { OperatorError } from '../operator-error';
import { lines, type Result, toned, type View } from '../rendering/view';
import { type Keeper, LostReplyError, type Order } from '../services/keeper';
import { placeText } from '../services/place-text';
import { webhookSteps } from '../webhook-steps';
import { type Answers, consentTo } from './consent';
import { changeWithoutReply } from './lost-reply';
import { changesAnything, planView } from './plan-view';

/** How a person wants a change made. */
export interface Wishes extends Answers {
  readonly dryRun: boolean;
}

/** A change, or the reason why there was none. */
export interface Made {
  readonly plan: Plan;
  /** Generated keys that a seed which changes none of them would record; absent for any other change. */
  readonly unrecorded?: readonly string[];
  /** Absent where there was nothing to change, or where only the plan was wanted. */
  readonly change?: Change;
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
  const completes = change.operation === 'seed' && !changesAnything(plan);
  const unrecorded = completes ? withoutRecord(await keeper.status()) : [];
  const planned: Made = { plan, ...(unrecorded.length === 0 ? {} : { unrecorded }) };
  if (wishes.dryRun || !changesSomething(planned)) {
    return planned;
  }
  output.note(lines(toned('quiet', placeText(place))), ...madeView(planned, change, name));
  const consents = await consentTo(plan, wishes, name, context);
  await output.shown();
  const requestId = randomBytes(8).toString('hex');
  const order: Order = { change, requestId, seenVersion: plan.versionId, consents };
  return { ...planned, change: await send(keeper, order, plan, context) };
}

function withoutRecord({ keys }: SecretStatus): readonly string[] {
  return keys
    .filter(({ origin, state, record }) => origin === 'generated' && state !== 'missing' && record === undefined)
    .map(({ name }) => name);
}

function changesSomething({ plan, unrecorded }: Made): boolean {
  return changesAnything(plan) || unrecorded !== undefined;
}

function madeView({ plan, unrecorded = [] }: Made, planned: PlannedChange, environment: string): readonly View[] {
  return unrecorded.length === 0
    ? planView(plan, planned, environment)
    : [lines(`no record says when ${unrecorded.join(', ')} came to be: the record is written, and no value`)];
}

async function send(keeper: Keeper, order: Order, plan: Plan, context: Context): Promise<Change> {
  const { name } = keeper.environment;
  try {
    return await context.terminal.progress.during(`the keeper of ${name} is at work`, () => keeper.change(order));
  } catch (error) {
    if (error instanceof LostReplyError && !changesAnything(plan)) {
      throw new OperatorError({
        rule: 'lost-reply',
        reason: 'no answer came: whether the records were written is not known; no value was to change',
        next: `npx kaizencoach-secrets seed ${name}`,
      });
    }
    if (error instanceof LostReplyError) {
      return await changeWithoutReply(keeper, order, plan, context);
    }
    throw error;
  }
}

/** What was made of a change, for programs and people. */
export function changeResult(made: Made, planned: PlannedChange, { dryRun }: Wishes, row: Environment): Result {
  const { plan, change } = made;
  const environment = row.name;
  const data = { environment, operation: planned.operation, dryRun, plan };
  if (change === undefined || !wrote(change)) {
    if (change !== undefined && change.completed.length > 0) {
      return completed(change, data, environment);
    }
    const view =
      change === undefined && changesSomething(made)
        ? [...madeView(made, planned, environment), lines('dry run: nothing was changed')]
        : [lines(`nothing to change: ${environment} stays at version ${plan.versionId ?? 'none'}`)];
    return { data: { ...data, changed: false }, view };
  }
  return {
    data: { ...data, changed: true, change, live: false },
    view: [lines(...changeLines(change, environment), stored(environment)), ...afterwards(plan, change, row)],
  };
}

/** What is told of a change that wrote records, or should have, and no value. */
function completed(
  { versionId, completed: keys, recorded }: Change,
  data: Readonly<Record<string, unknown>>,
  environment: string,
): Result {
  const text = recorded
    ? toned('good', `recorded: ${keys.join(', ')}; the value stays at version ${versionId ?? 'none'}`)
    : toned('bad', notRecorded(environment));
  return {
    failed: !recorded,
    data: { ...data, changed: false, recorded: recorded ? keys : [] },
    view: [lines(text)],
  };
}

/** A seed records no key that a person brings. */
function notRecorded(environment: string): string {
  return `its tags could not be written; next: npx kaizencoach-secrets seed ${environment}, which records the generated keys that have no record`;
}

/** A plan that sets values does not tell whether they differ; the change does. */
function wrote({ generated, takenBack, populated, removed }: Change): boolean {
  return generated.length + takenBack.length + populated.length + removed.length > 0;
}

/** Steps that a person must take outside AWS. */
function afterwards({ entries }: Plan, { populated }: Change, row: Environment): readonly View[] {
  const key = 'STRAVA_VERIFY_TOKEN';
  const action = entries.find((entry) => entry.key === key)?.action;
  // Of a value that was brought only the change tells whether it differs.
  const changed = action === 'change' || (action === 'set' && populated.includes(key));
  return changed ? webhookSteps(row) : [];
}

function changeLines(change: Change, environment: string) {
  const { versionId, generated, takenBack, populated, removed, missing, malformed, overtaken, recorded } = change;
  const named = (text: string, keys: readonly string[]) => (keys.length === 0 ? [] : [`${text} ${keys.join(', ')}`]);
  return [
    overtaken
      ? toned(
          'warning',
          `done: version ${versionId ?? 'none'} was stored, and somebody else has written since; look at the status`,
        )
      : toned('good', `done: version ${versionId ?? 'none'} is current`),
    ...(recorded ? [] : [notRecorded(environment)]),
    ...named('drawn anew:', generated),
    ...named('taken back from an earlier version:', takenBack),
    ...named('set:', populated),
    ...named('removed:', removed),
    ...named('still missing:', missing),
    ...named('malformed:', malformed),
  ];
}

function stored(environment: string) {
  return toned(
    'warning',
    `stored, not yet live: the app reads it when it starts; next: npx kaizencoach-secrets reload ${environment}`,
  );
}
