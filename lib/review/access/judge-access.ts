import type { Target } from '../../access/expected-row';
import { canonical } from '../assembly/json';
import { code, type Found } from '../finding';
import { type Atom, type OpaquePolicy, textOfAtom } from '../normal/atoms';
import { type Holder, type HolderKind, holdersAsJson } from '../normal/holders';
import type { Constraint } from '../normal/statement';
import type { Pair } from '../side';
import { type ComparedTables, compareTables } from '../simulation/changed-answers';
import { comparePolicies, type PolicyChange } from './compare';
import { bodyOf, explain, type Widened } from './explain';

/** What the policies of one environment would come to say. */
export interface AccessVerdict {
  readonly found: readonly Found[];
  /** Questions of the table that both sides answer alike; undefined where nothing had to be asked. */
  readonly sameAnswers?: number;
  readonly notes: readonly string[];
}

const TARGETS: Readonly<Partial<Record<HolderKind, readonly Target[]>>> = {
  secret: ['secret'],
  key: ['key'],
  function: ['keeper'],
  trust: ['app role', 'keeper role'],
  identity: ['secret', 'other secret', 'account', 'key', 'keeper', 'app role', 'keeper role'],
};

/** Judges every difference between the policies of `pair`: none is left out, whatever simulation says of it. */
export async function judgeAccess(pair: Pair): Promise<AccessVerdict> {
  const change = comparePolicies(pair);
  const kinds = [...change.widened, ...change.tightened].map(({ before, after }) => (after ?? before)?.holder.kind);
  const targets = new Set(kinds.flatMap((kind) => (kind === undefined ? [] : (TARGETS[kind] ?? []))));
  const tables: ComparedTables = targets.size === 0 ? { changed: [], same: 0 } : await compareTables(pair, targets);
  return {
    found: [...opaque(pair), ...widened(pair, change, tables), ...tightened(change, tables)],
    ...(targets.size === 0 ? {} : { sameAnswers: tables.same }),
    notes: tables.notAsked === undefined ? [] : [`The table of who can do what was not completed: ${tables.notAsked}`],
  };
}

function opaque({ base, head }: Pair): Found[] {
  const known = new Set(base.policies.opaque.map(canonicalOf));
  return head.policies.opaque
    .filter((policy) => !known.has(canonicalOf(policy)))
    .map(({ logicalId, path, why, document, holders }) => {
      const before = base.policies.opaque.find((other) => other.logicalId === logicalId && other.path === path);
      return {
        gate: 'template.opaque',
        sentence: `What a policy of \`${logicalId}\` allows cannot be read: ${why}.`,
        details: holders.map(({ kind, name }) => `it is one of the ${kind} ${code(name)}`),
        before: before?.document,
        after: document,
        evidence: [{ logicalId, path }],
        unsaid: holdersAsJson(holders),
      };
    });
}

function canonicalOf(policy: OpaquePolicy): string {
  return `${policy.logicalId} ${policy.path} ${canonical([policy.document, holdersAsJson(policy.holders)])}`;
}

function widened(pair: Pair, change: PolicyChange, tables: ComparedTables): Found[] {
  return withKeyOfReaders(grouped(change.widened).filter((group) => !isTrustOfNewRole(pair, group))).flatMap((group) =>
    explain(group, tables.changed),
  );
}

/** Whoever is named as a reader is named for the key as well: one finding, which says both. */
function withKeyOfReaders(groups: readonly Widened[]): Widened[] {
  const secret = groups.find(({ holder }) => holder.kind === 'secret');
  const key = groups.find(({ holder }) => holder.kind === 'key');
  const named = new Set(
    (secret?.entries ?? []).flatMap(({ before, after }) => addedPrincipals(before, after, 'ArnNotLike')),
  );
  const isOfReaders = ({ before, after }: Widened['entries'][number]) => {
    const added = addedPrincipals(before, after, 'ArnLike');
    return added.length > 0 && added.every((arn) => named.has(arn)) && after?.action.values.join() === 'kms:Decrypt';
  };
  const shared = key?.entries.filter(isOfReaders) ?? [];
  if (secret === undefined || key === undefined || shared.length === 0) {
    return [...groups];
  }
  const rest = { ...key, entries: key.entries.filter((entry) => !isOfReaders(entry)) };
  const others = groups.filter((group) => group !== secret && group !== key);
  return [
    { ...secret, entries: [...secret.entries, ...shared] },
    ...others,
    ...(rest.entries.length > 0 ? [rest] : []),
  ];
}

/** Principals that a condition names more, where nothing else of the statement changes. */
function addedPrincipals(before: Atom | undefined, after: Atom | undefined, operator: string): readonly string[] {
  if (before === undefined || after === undefined) {
    return [];
  }
  const isList = (constraint: Constraint) => constraint.operator === operator && constraint.key === 'aws:principalarn';
  const bare = (atom: Atom) =>
    textOfAtom({ ...atom, condition: atom.condition.filter((constraint) => !isList(constraint)) });
  const named = (atom: Atom) => atom.condition.find(isList)?.values ?? [];
  const lost = named(before).filter((arn) => !named(after).includes(arn));
  return bare(before) === bare(after) && lost.length === 0
    ? named(after).filter((arn) => !named(before).includes(arn))
    : [];
}

/** The resource itself is a finding, with its trust policy in it. */
function isTrustOfNewRole({ base }: Pair, { holder, entries }: Widened): boolean {
  return (
    holder.kind === 'trust' &&
    entries.every(({ after }) => after !== undefined && base.template.resources[after.logicalId] === undefined)
  );
}

function grouped(entries: PolicyChange['widened']): Widened[] {
  const groups = new Map<string, { holder: Holder; entries: PolicyChange['widened'][number][] }>();
  for (const entry of entries) {
    const holder = (entry.after ?? entry.before)?.holder;
    if (holder !== undefined) {
      const key = `${holder.kind} ${holder.name}`;
      const group = groups.get(key) ?? { holder, entries: [] };
      group.entries.push(entry);
      groups.set(key, group);
    }
  }
  return [...groups.values()];
}

function tightened(change: PolicyChange, { changed }: ComparedTables): Found[] {
  return grouped(change.tightened).map(({ holder, entries }) => {
    const lost = changed.filter(({ before, after }) => before === 'Allowed' && after !== 'Allowed');
    const details = [...new Set(lost.map(({ who, what }) => `${who} could no longer ${what}`))];
    return {
      gate: 'access.tightened',
      sentence: `A policy of the ${holder.kind} ${code(holder.name)} allows less, or refuses more.`,
      details,
      ...bodyOf(entries),
    };
  });
}
