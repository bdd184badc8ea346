import { remembered } from '../remembered';
import type { AuditContext } from './audit-context';
import type { Alternatives, Detection, SilenceDetection } from './detection';
import { DETECTIONS } from './detections';
import { EVENT_PATTERN_LIMIT, eventPattern, mostWildcards, WILDCARDS_LIMIT } from './event-pattern';
import { all, any, type Expression } from './expression';
import { FILTER_PATTERN_LIMIT, filterPattern } from './filter-pattern';

/** Which alternatives of each detection, by its id, go together into one pattern of a path. */
type Groups = ReadonlyMap<string, readonly (readonly number[])[]>;

/** What goes together, on both paths. */
export interface Packing {
  readonly immediate: Groups;
  readonly log: Groups;
}

const packings = new WeakMap<AuditContext, Packing>();

/**
 * As few patterns as AWS's limits let there be; worked out once for a context, by trying every alternative in every pattern.
 * @param longest a context with every name at its longest: what goes together must not hang on the length of a reference.
 */
export function packingOf(longest: AuditContext): Packing {
  return remembered(packings, longest, () => packedFor(longest));
}

function packedFor(longest: AuditContext): Packing {
  const groups = (fits: (expression: Expression) => boolean, skipped: Detection['path']) =>
    new Map(
      DETECTIONS.flatMap((detection) =>
        detection.path === skipped || 'silentHours' in detection
          ? []
          : [[detection.id, packed(alternativesOf(detection, longest), fits)] as const],
      ),
    );
  return {
    immediate: groups(isEventPattern, 'log'),
    log: longest.logGroupName === undefined ? new Map() : groups(isFilterPattern, 'immediate'),
  };
}

/**
 * What `detection` looks for in `context`, one expression for each of `groups`; none where it has none.
 * @param groups which of its alternatives go together, by their indices.
 */
export function expressionsOf(
  detection: Exclude<Detection, SilenceDetection>,
  context: AuditContext,
  groups: readonly (readonly number[])[] = [],
): Expression[] {
  return groups.map((group) => joined(alternativesOf(detection, context), group));
}

const known = new WeakMap<AuditContext, Map<Detection, Alternatives>>();

/** Both paths, the packing and the check of the limits ask for the same. */
function alternativesOf(detection: Exclude<Detection, SilenceDetection>, context: AuditContext): Alternatives {
  const ofContext = remembered(known, context, () => new Map<Detection, Alternatives>());
  return remembered(ofContext, detection, () => detection.when(context));
}

function isEventPattern(expression: Expression): boolean {
  const pattern = eventPattern(expression);
  return JSON.stringify(pattern).length <= EVENT_PATTERN_LIMIT && mostWildcards(pattern) <= WILDCARDS_LIMIT;
}

function isFilterPattern(expression: Expression): boolean {
  return filterPattern(expression).length <= FILTER_PATTERN_LIMIT;
}

function packed(longest: Alternatives, fits: (expression: Expression) => boolean): number[][] {
  const indices = [...longest.oneOf.keys()];
  const first = most(indices, (begin) => fits(joined(longest, begin)));
  const groups = first.length === 0 ? [] : [first];
  for (const index of indices.slice(first.length)) {
    const group = groups.find((others) => fits(joined(longest, [...others, index])));
    if (group === undefined) {
      groups.push([index]);
    } else {
      group.push(index);
    }
  }
  return groups;
}

/** The longest beginning of `list` that fits, where none that is longer fits if it does not. The whole is tried first. */
function most<T>(list: readonly T[], fits: (begin: readonly T[]) => boolean): T[] {
  let fitting = 0;
  let tooMany = list.length + 1;
  let next = list.length;
  while (tooMany - fitting > 1) {
    if (fits(list.slice(0, next))) {
      fitting = next;
    } else {
      tooMany = next;
    }
    next = Math.floor((fitting + tooMany) / 2);
  }
  return list.slice(0, fitting);
}

function joined({ always, oneOf }: Alternatives, indices: readonly number[]): Expression {
  return all(always, any(...oneOf.filter((_, index) => indices.includes(index))));
}
