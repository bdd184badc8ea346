import { isRequired } from '../../catalogue/catalogue';
import type { Change, Plan } from '../../contract/operator-answer';
import type { PlannedChange } from '../../contract/operator-request';
import type { Environment } from '../../environments/row';
import { lines, type Result, toned, type View } from '../rendering/view';
import { webhookSteps } from '../webhook-steps';
import type { MadeWithoutReply } from './lost-reply';
import type { Made, Wishes } from './make-change';
import { changesAnything, planView } from './plan-view';

/** What was made of a change, for programs and people. */
export function changeResult(made: Made, planned: PlannedChange, { dryRun }: Wishes, row: Environment): Result {
  const { plan, change, withoutReply } = made;
  const environment = row.name;
  const data = { environment, operation: planned.operation, dryRun, plan };
  if (withoutReply !== undefined) {
    return {
      data: { ...data, changed: true, change: withoutReply, live: false },
      view: [
        lines(doneLine(withoutReply), `which keys it changed: npx kaizencoach-secrets history ${environment}`),
        lines(stored(environment)),
        ...afterwards(plan, undefined, row),
      ],
    };
  }
  if (change === undefined || !wrote(change)) {
    if (change !== undefined && change.completed.length > 0) {
      return completed(change, data, environment);
    }
    const view =
      change === undefined && changesAnything(made)
        ? [...planView(made, planned, environment), lines('dry run: nothing was changed')]
        : [lines(`nothing to change: ${environment} stays at version ${plan.versionId ?? 'none'}`)];
    return { data: { ...data, changed: false }, view };
  }
  return {
    data: { ...data, changed: true, change, live: false },
    view: [
      lines(...changeLines(change, environment), isStartable(change) ? stored(environment) : incomplete(environment)),
      ...afterwards(plan, change.populated, row),
    ],
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

/**
 * Steps that a person must take outside AWS.
 * @param populated the keys that were set, which alone tells whether a value that was brought differs; undefined where it is lost.
 */
function afterwards({ entries }: Plan, populated: readonly string[] | undefined, row: Environment): readonly View[] {
  const key = 'STRAVA_VERIFY_TOKEN';
  const action = entries.find((entry) => entry.key === key)?.action;
  const changed = action === 'change' || (action === 'set' && (populated?.includes(key) ?? true));
  return changed ? webhookSteps(row) : [];
}

function doneLine({ versionId, overtaken }: MadeWithoutReply) {
  return overtaken
    ? toned(
        'warning',
        `done: version ${versionId ?? 'none'} was stored, and somebody else has written since; look at the status`,
      )
    : toned('good', `done: version ${versionId ?? 'none'} is current`);
}

function changeLines(change: Change, environment: string) {
  const { generated, takenBack, populated, removed, missing, malformed, recorded } = change;
  const named = (text: string, keys: readonly string[]) => (keys.length === 0 ? [] : [`${text} ${keys.join(', ')}`]);
  return [
    doneLine(change),
    ...(recorded ? [] : [notRecorded(environment)]),
    ...named('drawn anew:', generated),
    ...named('taken back from an earlier version:', takenBack),
    ...named('set:', populated),
    ...named('removed:', removed),
    ...named('still missing:', missing),
    ...named('malformed:', malformed),
  ];
}

/** Whether the app starts with what is stored now. */
function isStartable({ missing, malformed }: Change): boolean {
  return missing.length === 0 && !malformed.some(isRequired);
}

function incomplete(environment: string) {
  return toned(
    'warning',
    `stored, not yet live: the app does not start before the rest is there; next: npx kaizencoach-secrets status ${environment}`,
  );
}

function stored(environment: string) {
  return toned(
    'warning',
    `stored, not yet live: the app reads it when it starts; next: npx kaizencoach-secrets reload ${environment}`,
  );
}
