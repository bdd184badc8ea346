import type { HolderKind } from '../normal/holders';
import { matchesPattern } from '../normal/pattern';
import type { Constraint, Statement } from '../normal/statement';
import type { Side } from '../side';
import { writtenOut } from '../simulation/documents';

/** A service that asks for something on its way to people. */
export interface ServiceRequest {
  /** As a policy names it: `Service:events.amazonaws.com`; undefined for a role's own permissions. */
  readonly principal: string | undefined;
  readonly action: string;
  /** In the sample environment; undefined where the policy's resource does not count. */
  readonly resource: string | undefined;
  /** What AWS says of the request, by keys in lower case. */
  readonly context: Readonly<Record<string, string>>;
}

/**
 * Whether the policies of one holder permit `request`. What is not understood never permits and always denies: a change that
 * this cannot follow shows as a loss.
 */
export function permits(side: Side, kind: HolderKind, name: string, request: ServiceRequest): boolean {
  const own = side.policies.statements.filter(({ holder }) => holder.kind === kind && holder.name === name);
  const speaks = (statement: Statement, whereUnknown: boolean) => speaksOf(side, statement, request, whereUnknown);
  return (
    own.some(({ statement }) => statement.effect === 'Allow' && speaks(statement, false)) &&
    !own.some(({ statement }) => statement.effect === 'Deny' && speaks(statement, true))
  );
}

function speaksOf(side: Side, statement: Statement, request: ServiceRequest, whereUnknown: boolean): boolean {
  const out = (text: string) => writtenOut(text, side.template);
  const { principal, action, resource, condition } = statement;
  const fits = ({ kind, values }: Statement['action'], text: string | undefined) => {
    if (kind === 'unsaid' || text === undefined) {
      return true;
    }
    const found = values.some((value) => matchesPattern(out(value), text));
    return kind === 'in' ? found : !found;
  };
  const isMeant =
    principal.kind === 'unsaid' ||
    (principal.values.includes(request.principal ?? '') || principal.values.includes('AWS:*')) ===
      (principal.kind === 'in');
  return (
    isMeant &&
    fits({ ...action, values: action.values.map((value) => value.toLowerCase()) }, request.action.toLowerCase()) &&
    fits(resource, request.resource) &&
    condition.every((constraint) => isMet(constraint, request, out, whereUnknown))
  );
}

function isMet(
  { operator, key, values }: Constraint,
  { context }: ServiceRequest,
  out: (text: string) => string,
  whereUnknown: boolean,
): boolean {
  const value = Object.hasOwn(context, key) ? context[key] : undefined;
  if (value === undefined) {
    return whereUnknown;
  }
  const written = values.map(out);
  switch (operator) {
    case 'StringEquals':
    case 'Bool':
      return written.includes(value);
    case 'StringLike':
    case 'ArnLike':
      return written.some((pattern) => matchesPattern(pattern, value));
    case 'StringNotEquals':
      return !written.includes(value);
    case 'StringNotLike':
    case 'ArnNotLike':
      return !written.some((pattern) => matchesPattern(pattern, value));
    default:
      return whereUnknown;
  }
}
