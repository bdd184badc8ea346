/** What a field of a CloudTrail record may be: one of these. */
export type Matcher =
  | string
  | boolean
  | { readonly startsWith: string }
  | { readonly contains: string }
  | { readonly noneOf: readonly string[] }
  | { readonly absent: true };

/**
 * A condition on a CloudTrail record, in the part that EventBridge and CloudWatch Logs can both express, so that the two
 * paths of a detection cannot drift apart.
 */
export type Expression =
  | { readonly field: string; readonly matchers: readonly Matcher[] }
  | { readonly all: readonly Expression[] }
  | { readonly any: readonly Expression[] };

/** A field that is not in the record, or is there without a value. */
export const ABSENT: Matcher = { absent: true };

/**
 * A field that meets one of `matchers`.
 *
 * @param path names from the record's root, with dots; `[]` at the end for an array of strings, of which EventBridge looks
 *   at every entry and CloudWatch Logs, whose patterns name one index, at the first.
 */
export function field(path: string, ...matchers: readonly Matcher[]): Expression {
  return { field: path, matchers };
}

/** True where all of `expressions` are. */
export function all(...expressions: readonly Expression[]): Expression {
  return { all: expressions };
}

/** True where one of `expressions` is. */
export function any(...expressions: readonly Expression[]): Expression {
  return { any: expressions };
}
