import { code, type Found } from '../finding';
import type { GateId } from '../gates';
import type { Atom } from '../normal/atoms';
import { type Holder, holdersAsJson } from '../normal/holders';
import type { Constraint } from '../normal/statement';
import type { ChangedAnswer } from '../simulation/changed-answers';
import { asStatement, type PolicyChange } from './compare';

/** What one holder's policies allow more, or refuse less. */
export interface Widened {
  readonly holder: Holder;
  readonly entries: PolicyChange['widened'];
}

const READING = new Set(['read the value', 'decrypt the value, through Secrets Manager']);
const IN_WORDS = { Allowed: 'allowed', ExplicitlyDenied: 'refused', ImplicitlyDenied: 'not allowed' } as const;

/** The findings about `group`. Every entry of it stands in one of them. */
export function explain(group: Widened, changed: readonly ChangedAnswer[]): Found[] {
  const gains = changed.filter((answer) => answer.after === 'Allowed' && concerns(group.holder, answer));
  const additions = group.entries.filter(({ before, after }) => addedConstraints(before, after).length > 0);
  const onlyAdditions = additions.length === group.entries.length && gains.length === 0;
  const main = onlyAdditions ? [] : mainFindings(group, gains);
  return [...main, ...additions.map((entry) => addition(group, entry))];
}

function mainFindings(group: Widened, gains: readonly ChangedAnswer[]): Found[] {
  const readers = gains.filter(({ what }) => READING.has(what));
  const others = gains.filter(({ what }) => !READING.has(what));
  const body = bodyOf(group.entries);
  const { kind, name } = group.holder;
  const thing = `the ${kind} ${code(name)}`;
  const details = sentencesOf(gains);
  const named = (gate: GateId, sentence: string): Found => ({ gate, sentence, details, ...body });
  // The answers tell of the app and the keeper, whoever has the policy.
  const whose = (found: Found) =>
    kind === 'identity' ? { ...found, details: [...details, `by a policy of ${thing}`] } : found;
  switch (kind) {
    case 'function':
      return [
        named('access.invoke', `${subject(gains, 'Somebody else')} could invoke or change the function ${code(name)}.`),
      ];
    case 'key':
      return [named('access.key', `${subject(gains, 'Somebody')} could do more with the encryption key.`)];
    case 'trust':
      return [trust(group, named)];
    case 'secret':
    case 'identity': {
      const found = [
        ...(readers.length > 0 || group.entries.some(unlocksReading)
          ? [whose(named('access.reader', readerSentence(readers)))]
          : []),
        ...(others.length > 0
          ? [whose(named('access.writer', `${subject(others, 'Somebody')} could ${others[0]?.what ?? 'do more'}.`))]
          : []),
      ];
      const unexplained = named(
        'access.unexplained',
        `A policy of ${thing} ${more(group)}, which the table of who can do what does not show${found.length > 0 ? ' in full' : ''}.`,
      );
      return found.length === 0 || (kind === 'identity' && group.entries.some(isSweeping))
        ? [...found, unexplained]
        : found;
    }
    default:
      return [
        group.entries.some(isPublic)
          ? named('access.public', `A policy of ${thing} lets everyone in, without a condition.`)
          : named('access.unexplained', `A policy of ${thing} ${more(group)}.`),
      ];
  }
}

function trust(group: Widened, named: (gate: GateId, sentence: string) => Found): Found {
  const who = [...new Set(group.entries.flatMap(({ after }) => after?.principal.values ?? []))];
  const isFederated = who.some((each) => each.startsWith('Federated:'));
  const whom = who.length === 0 ? 'Somebody else' : who.map(code).join(', ');
  return named(isFederated ? 'pipeline.trust' : 'access.trust', `${whom} could take on ${code(group.holder.name)}.`);
}

function readerSentence(gains: readonly ChangedAnswer[]): string {
  const readers = gains.filter(({ keyRefuses }) => !keyRefuses);
  const [first] = readers.length > 0 ? readers : gains;
  if (first === undefined) {
    return 'The Deny that keeps everyone else from reading the value refuses less.';
  }
  return first.keyRefuses
    ? `${subject(gains, 'Somebody')} could ask for the value, and only the key would refuse to decrypt it. Today both refuse.`
    : `${subject(readers, 'Somebody')} could read the value. Today that is ${IN_WORDS[first.before]}.`;
}

/** A Deny of reading is gone or says something else, whatever the simulation makes of it. */
function unlocksReading({ before, after }: Widened['entries'][number]): boolean {
  const isOfReading =
    before?.effect === 'Deny' &&
    before.action.values.some((action) => action.toLowerCase() === 'secretsmanager:getsecretvalue');
  return before?.holder.kind === 'secret' && isOfReading && addedConstraints(before, after).length === 0;
}

function more({ entries }: Widened): string {
  return entries.some(({ after, before }) => after?.effect === 'Allow' || before === undefined)
    ? 'allows more'
    : 'refuses less';
}

/** Who gained something, in words. */
function subject(gains: readonly ChangedAnswer[], unknown: string): string {
  const names = [...new Set(gains.map(({ who }) => who))];
  const shown = names.slice(0, 4).map((name) => (name.includes('/') ? code(name) : name));
  const text = names.length > 4 ? `${shown.join(', ')} and ${names.length - 4} more` : shown.join(', ');
  return text === '' ? unknown : `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function sentencesOf(gains: readonly ChangedAnswer[]): string[] {
  return [
    ...new Set(
      gains.map(
        ({ who, what, before, keyRefuses }) =>
          `${who}: ${keyRefuses ? 'ask for the value, which the key does not decrypt' : what} (today ${IN_WORDS[before]})`,
      ),
    ),
  ];
}

const TARGETS: Readonly<Record<string, (on: string) => boolean>> = {
  secret: (on) => on === 'secret',
  key: (on) => on === 'key',
  function: (on) => on === 'keeper',
  trust: (on) => on.endsWith('role'),
};

/** Whether an answer can have changed because of the policies of `holder`. */
function concerns({ kind, name }: Holder, { on, who }: ChangedAnswer): boolean {
  if (kind === 'identity') {
    return (
      (name.endsWith('-instance-role') && who === 'the app') ||
      (name.endsWith('-secret-keeper-role') && who === 'the keeper')
    );
  }
  return TARGETS[kind]?.(on) ?? false;
}

/** Names more than any question asks. */
function isSweeping({ after }: Widened['entries'][number]): boolean {
  const values = [...(after?.action.values ?? []), ...(after?.resource.values ?? [])];
  return (
    after?.action.kind === 'not' ||
    after?.resource.kind === 'not' ||
    values.some((value) => value.includes('*') || !value.includes(':'))
  );
}

function isPublic({ after }: Widened['entries'][number]): boolean {
  return (
    after?.effect === 'Allow' &&
    after.condition.length === 0 &&
    (after.principal.kind === 'not' || after.principal.values.includes('AWS:*'))
  );
}

/** Conditions that a Deny has more than before: whoever does not meet them is no longer refused. */
function addedConstraints(before: Atom | undefined, after: Atom | undefined): Constraint[] {
  if (before?.effect !== 'Deny' || after?.effect !== 'Deny') {
    return [];
  }
  const has = (atom: Atom, { operator, key }: Constraint) =>
    atom.condition.some((other) => other.operator === operator && other.key === key);
  const keepsAll = before.condition.every((constraint) => has(after, constraint));
  return keepsAll ? after.condition.filter((constraint) => !has(before, constraint)) : [];
}

function addition(group: Widened, entry: Widened['entries'][number]): Found {
  const keys = addedConstraints(entry.before, entry.after).map(({ operator, key }) => code(`${operator} ${key}`));
  return {
    gate:
      group.holder.kind === 'function'
        ? 'access.invoke'
        : group.holder.kind === 'key'
          ? 'access.key'
          : 'access.unexplained',
    sentence: `A Deny of the ${group.holder.kind} ${code(group.holder.name)} has a further condition, ${keys.join(', ')}: whoever does not meet it is no longer refused.`,
    ...bodyOf([entry]),
  };
}

/** What the findings about `entries` are told and named by: whoever accepts one accepts it of its holders alone. */
export function bodyOf(entries: PolicyChange['widened']): Pick<Found, 'before' | 'after' | 'evidence' | 'unsaid'> {
  const atoms = entries.flatMap(({ before, after }) => after ?? before ?? []);
  const places = atoms.map(({ logicalId, path }) => ({ logicalId, path }));
  return {
    before: entries.flatMap(({ before }) => asStatement(before) ?? []),
    after: entries.flatMap(({ after }) => asStatement(after) ?? []),
    evidence: [...new Map(places.map((place) => [`${place.logicalId} ${place.path}`, place])).values()],
    unsaid: holdersAsJson(atoms.map(({ holder }) => holder)),
  };
}
