import type { Document, LivePolicy } from './policies';

/** A policy from which one action or one condition was taken out. */
export interface Mutant {
  /** Policy, statement, and what is gone. */
  readonly name: string;
  readonly policy: LivePolicy;
  readonly document: Document;
}

/** Every way to take one action or one condition out of a policy. */
export function mutantsOf(policy: LivePolicy): Mutant[] {
  return policy.document.Statement.flatMap((statement, index) => {
    const { Sid, Action, Condition = {} } = statement;
    const actions = typeof Action === 'string' ? [Action] : Action;
    const mutant = (gone: string, changed: Document['Statement'][number]): Mutant => ({
      name: `${policy.name} ${Sid}: ${gone}`,
      policy,
      document: {
        ...policy.document,
        Statement: policy.document.Statement.map((other, at) => (at === index ? changed : other)),
      },
    });
    return [
      ...actions.map((gone) => {
        const left = actions.filter((action) => action !== gone);
        // A policy needs a statement, and a statement an action: this one is always allowed.
        return mutant(gone, { ...statement, Action: left.length === 0 ? ['sts:GetCallerIdentity'] : left });
      }),
      ...Object.entries(Condition).flatMap(([operator, keys]) =>
        Object.keys(keys).map((key) => {
          const { [key]: _, ...rest } = keys;
          return mutant(`${operator} ${key}`, { ...statement, Condition: { ...Condition, [operator]: rest } });
        }),
      ),
    ];
  });
}
