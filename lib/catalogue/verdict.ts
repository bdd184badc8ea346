/**
 * What a validator says of one value. `rule` states the rule that was missed and, where it helps, the length found;
 * it never holds the value or a part of it.
 */
export type Verdict =
  | { readonly kind: 'valid' }
  | { readonly kind: 'weak'; readonly rule: string }
  | { readonly kind: 'malformed'; readonly rule: string };

/** The value keeps every rule. */
export const VALID: Verdict = { kind: 'valid' };

/** The value works, but a stronger one is recommended. */
export function weak(rule: string): Verdict {
  return { kind: 'weak', rule };
}

/** The app cannot use the value. */
export function malformed(rule: string): Verdict {
  return { kind: 'malformed', rule };
}
