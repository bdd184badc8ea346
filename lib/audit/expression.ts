/** What a field of a CloudTrail record may be: one of these. */
export type Matcher =
  | string
  | boolean
  | { readonly startsWith: string }
  | { readonly endsWith: string }
  /** Anywhere in the text: the dearest matcher, of which an event pattern takes one for a field. */
  | { readonly contains: string }
  | { readonly noneOf: readonly string[] }
  | { readonly absent: boolean };

/**
 * A condition on a CloudTrail record, in the part that EventBridge and CloudWatch Logs can both express, so that the two
 * paths of a detection cannot drift apart.
 */
export type Expression =
  | { readonly field: string; readonly entries: readonly number[]; readonly matchers: readonly Matcher[] }
  | { readonly all: readonly Expression[] }
  | { readonly any: readonly Expression[] };

/** A field that is not in the record, or is there without a value. */
export const ABSENT: Matcher = { absent: true };

/** A field that has a value, whichever. */
export const PRESENT: Matcher = { absent: false };

/**
 * A field that meets one of `matchers`.
 * @param path names from the record's root, with dots.
 */
export function field(path: string, ...matchers: readonly Matcher[]): Expression {
  return { field: path, entries: [], matchers };
}

/**
 * An array of which one entry meets one of `matchers`.
 *
 * @param path as for `field`, with `[]` behind the array's name.
 * @param entries indices at which CloudWatch Logs looks, whose patterns name each of them. EventBridge looks at every entry.
 */
export function entry(path: string, entries: readonly number[], ...matchers: readonly Matcher[]): Expression {
  return { field: path, entries, matchers };
}

/** True where all of `expressions` are. */
export function all(...expressions: readonly Expression[]): Expression {
  return { all: expressions };
}

/** True where one of `expressions` is. */
export function any(...expressions: readonly Expression[]): Expression {
  return { any: expressions };
}
