import type { Json } from '../assembly/json';
import { functionOf, type Holder, holdersOf, identity, nameOf } from './holders';
import {
  type Constraint,
  Opaque,
  permissionStatement,
  type Statement,
  statementsOf,
  type Terms,
  textOfConstraint,
} from './statement';
import type { NormalResource, NormalTemplate } from './template';

/** One principal, action and resource of a statement: what two policies are compared by. */
export interface Atom {
  readonly holder: Holder;
  readonly effect: 'Allow' | 'Deny';
  readonly principal: Terms;
  readonly action: Terms;
  readonly resource: Terms;
  readonly condition: readonly Constraint[];
  /** Where it stands. */
  readonly logicalId: string;
  readonly path: string;
}

/** A policy, or a part of one, that cannot be read here. */
export interface OpaquePolicy {
  readonly logicalId: string;
  readonly path: string;
  readonly why: string;
  readonly document: Json;
  readonly holders: readonly Holder[];
}

/** Everything that the policies of one template say. */
export interface Policies {
  /** By their text: two statements that say the same are one. */
  readonly atoms: ReadonlyMap<string, Atom>;
  readonly statements: readonly { readonly holder: Holder; readonly statement: Statement }[];
  readonly opaque: readonly OpaquePolicy[];
}

/** Reads every policy of `template`. */
export function policiesOf(template: NormalTemplate): Policies {
  const atoms = new Map<string, Atom>();
  const statements: { holder: Holder; statement: Statement }[] = [];
  const opaque: OpaquePolicy[] = [];
  for (const resource of Object.values(template.resources)) {
    for (const { path, document, holders, read } of documentsOf(resource, template)) {
      const place = { logicalId: resource.id, path };
      try {
        for (const statement of read()) {
          for (const holder of holders) {
            statements.push({ holder, statement });
            for (const atom of split(statement, holder, place)) {
              atoms.set(textOfAtom(atom), atom);
            }
          }
        }
        if (holders.length === 0) {
          opaque.push({ ...place, why: 'what the policy belongs to cannot be read', document, holders });
        }
      } catch (error) {
        if (!(error instanceof Opaque)) {
          throw error;
        }
        opaque.push({ ...place, why: error.message, document, holders });
      }
    }
  }
  return { atoms, statements, opaque };
}

interface Document {
  readonly path: string;
  readonly document: Json;
  readonly holders: readonly Holder[];
  readonly read: () => Statement[];
}

function documentsOf(resource: NormalResource, template: NormalTemplate): Document[] {
  const written = resource.policies.map(({ path, document }) => ({
    path: path.join('.'),
    document,
    holders: holdersOf(resource, path, template),
    read: () => statementsOf(document, template),
  }));
  const permission = {
    path: 'Properties',
    document: resource.properties,
    holders: [functionOf(resource, template)],
    read: () => [permissionStatement(resource.properties, template)],
  };
  const attached = attachedPolicies(resource, template);
  return [...written, ...(resource.type === 'AWS::Lambda::Permission' ? [permission] : []), ...attached];
}

/** A managed policy of elsewhere: what it allows is not known, so that it counts as a statement of its own. */
function attachedPolicies(resource: NormalResource, template: NormalTemplate): Document[] {
  const kind = { 'AWS::IAM::Role': 'role', 'AWS::IAM::User': 'user', 'AWS::IAM::Group': 'group' }[resource.type];
  const arns = resource.properties['ManagedPolicyArns'];
  if ((kind !== 'role' && kind !== 'user' && kind !== 'group') || arns === undefined) {
    return [];
  }
  const holder: Holder = { kind: 'identity', name: identity(kind, nameOf(`\${${resource.id}}`, template)) };
  const read = () =>
    [arns].flat().map((arn): Statement => {
      if (typeof arn !== 'string') {
        throw new Opaque('the ARN of an attached policy is no text');
      }
      const all: Terms = { kind: 'in', values: [`everything that ${arn} allows`] };
      return { effect: 'Allow', principal: UNSAID, action: all, resource: UNSAID, condition: [] };
    });
  return [{ path: 'ManagedPolicyArns', document: arns, holders: [holder], read }];
}

const UNSAID: Terms = { kind: 'unsaid', values: [] };

/** Combinations of one statement: the longest policy that AWS takes could say millions of them. */
const MOST_ATOMS = 1_000;

function split(statement: Statement, holder: Holder, place: { logicalId: string; path: string }): Atom[] {
  const { effect, condition, principal: who, action: what, resource: where } = statement;
  const count = [who, what, where].reduce((all, { kind, values }) => all * (kind === 'in' ? values.length : 1), 1);
  if (count > MOST_ATOMS) {
    throw new Opaque(`a statement combines more than ${MOST_ATOMS} principals, actions and resources`);
  }
  return each(statement.principal).flatMap((principal) =>
    each(statement.action).flatMap((action) =>
      each(statement.resource).map((resource) => ({
        holder,
        effect,
        principal,
        action,
        resource,
        condition,
        ...place,
      })),
    ),
  );
}

/** A list of what is meant is many statements; a list of what is not is one. */
function each(terms: Terms): Terms[] {
  return terms.kind === 'in' ? terms.values.map((value) => ({ kind: 'in', values: [value] })) : [terms];
}

/** All that an atom says, as text. */
export function textOfAtom({ holder, effect, principal, action, resource, condition }: Atom): string {
  const said = [principal, lowerCase(action), resource].map(({ kind, values }) => `${kind} ${JSON.stringify(values)}`);
  return [holder.kind, holder.name, effect, ...said, ...condition.map(textOfConstraint)].join('\n');
}

/** IAM does not look at the case of an action. */
export function lowerCase({ kind, values }: Terms): Terms {
  return { kind, values: values.map((value) => value.toLowerCase()) };
}
