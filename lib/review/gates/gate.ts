/** What a gate is about. */
export type Group = 'data' | 'access' | 'audit' | 'keeper' | 'supply' | 'assembly' | 'template' | 'pipeline' | 'review';

/** One kind of change. */
export interface Gate {
  readonly group: Group;
  /** What it looks for, as a sentence without its full stop. */
  readonly rule: string;
  /** Why that is dangerous, or why it is shown. */
  readonly why: string;
  /** `acceptable`: stops the change until somebody accepts it by name. `final`: stops it; not acceptable. `shown`: stops nothing. */
  readonly stops: 'acceptable' | 'final' | 'shown';
}

/** A gate; one that stops the change until somebody accepts it, where `stops` says nothing else. */
export function row(group: Group, rule: string, why: string, stops: Gate['stops'] = 'acceptable'): Gate {
  return { group, rule, why, stops };
}
