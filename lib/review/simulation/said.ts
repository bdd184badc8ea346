import { remembered } from '../../remembered';
import { matchesPattern } from '../normal/pattern';

const known = new WeakMap<object, Map<string, string>>();

/**
 * What `policy` says of `action`, as text: the statements that speak of other actions only have no part in the answer.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 */
export function saidOf(action: string, policy: object | undefined): string {
  if (policy === undefined) {
    return '';
  }
  const byAction = remembered(known, policy, () => new Map<string, string>());
  return remembered(byAction, action, () =>
    JSON.stringify(statementsOf(policy).filter((each) => speaksOf(action, each))),
  );
}

function statementsOf(policy: object): readonly unknown[] {
  return 'Statement' in policy ? [policy.Statement].flat() : [policy];
}

/** A statement that names actions in another way than as service and name, with wildcards or without, counts. */
function speaksOf(action: string, statement: unknown): boolean {
  if (typeof statement !== 'object' || statement === null || !('Action' in statement)) {
    return true;
  }
  return [statement.Action].flat().some((named) => {
    const isPlain = typeof named === 'string' && /^[a-z0-9-]+:[a-z0-9*?]+$/i.test(named);
    return !isPlain || matchesPattern(named.toLowerCase(), action.toLowerCase());
  });
}
