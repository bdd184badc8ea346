import type { Plan } from '../../contract/operator-answer';
import type { PlannedChange } from '../../contract/operator-request';
import { type Cell, heading, lines, type Tone, table, toned, type View } from '../rendering/view';

const MARKS = { add: '+ add', set: '~ set', change: '~ change', remove: '- remove' } as const;
const TONES = { add: 'good', set: 'warning', change: 'warning', remove: 'bad' } as const;

/** What is known of a change before it is made. */
export interface Planned {
  readonly plan: Plan;
  /** Generated keys that a seed which changes none of them would record; absent for any other change. */
  readonly unrecorded?: readonly string[];
}

/** What a change would do, for people: by name, with what it means. */
export function planView(
  { plan, unrecorded }: Planned,
  { operation }: PlannedChange,
  environment: string,
): readonly View[] {
  if (unrecorded !== undefined) {
    return [lines(`no record says when ${unrecorded.join(', ')} came to be: the record is written, and no value`)];
  }
  const rows = plan.entries.flatMap(({ key, action, from, consequence, warning }): readonly (readonly Cell[])[] => {
    const texts = [
      from === undefined ? undefined : `taken back from version ${from}`,
      consequence,
      warning === undefined ? undefined : `warning: ${warning}`,
    ];
    return action === 'keep'
      ? []
      : [[toned(TONES[action], MARKS[action]), key, texts.filter((text) => text !== undefined).join('; ')]];
  });
  const kept = plan.entries.filter(({ action }) => action === 'keep').map(({ key }) => key);
  return [
    heading(`plan: ${operation} ${environment}, on version ${plan.versionId ?? 'none'}`),
    ...table(['', 'key', 'what it means'], rows),
    ...listed('quiet', 'kept as they are:', kept),
    ...listed('warning', 'of no use to the app before and after it:', keptMalformed(plan)),
    ...listed('warning', 'left out, because the app could not use the backup’s value:', plan.leftOut ?? []),
    ...listed('warning', 'still missing after it:', plan.missing),
  ];
}

function listed(tone: Tone, text: string, keys: readonly string[]): readonly View[] {
  return keys.length === 0 ? [] : [lines(toned(tone, `${text} ${keys.join(', ')}`))];
}

/** Keys that a plan leaves as they are and that the app cannot use. */
export function keptMalformed({ entries }: Plan): readonly string[] {
  return entries.flatMap(({ key, action, warning }) => (action === 'keep' && warning !== undefined ? [key] : []));
}

/** Whether a plan changes anything, if only a record. */
export function changesAnything({ plan: { entries }, unrecorded }: Planned): boolean {
  return unrecorded !== undefined || entries.some(({ action }) => action !== 'keep');
}
