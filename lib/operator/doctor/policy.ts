import * as v from 'valibot';

/**
 * Numbers and booleans need no quotation marks.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
const text = v.pipe(v.union([v.string(), v.number(), v.boolean()]), v.transform(String));

const oneOrMore = v.pipe(
  v.union([text, v.array(text)]),
  v.transform((given) => [given].flat()),
);

const statementSchema = v.object({
  Effect: v.picklist(['Allow', 'Deny']),
  Principal: v.optional(v.union([v.string(), v.record(v.string(), oneOrMore)])),
  NotPrincipal: v.optional(v.never()),
  Action: v.optional(oneOrMore),
  NotAction: v.optional(oneOrMore),
  Resource: v.optional(oneOrMore),
  NotResource: v.optional(oneOrMore),
  Condition: v.optional(v.record(v.string(), v.record(v.string(), oneOrMore))),
});

const policySchema = v.object({
  Statement: v.pipe(
    v.union([statementSchema, v.array(statementSchema)]),
    v.transform((given) => [given].flat()),
  ),
});

/** A statement of an IAM policy. Read by hand: the package that is kept up, @cloud-copilot/iam-policy, is under the AGPL. */
export type Statement = v.InferOutput<typeof statementSchema>;

/** The statements of a policy; undefined where it is no policy that this program understands. */
export function statementsOf(policy: string): readonly Statement[] | undefined {
  try {
    const parsed = v.safeParse(policySchema, JSON.parse(policy));
    return parsed.success ? parsed.output.Statement : undefined;
  } catch {
    return undefined;
  }
}

/** Principals of one kind that a statement names. */
export function named({ Principal }: Statement, kind: 'AWS' | 'Service'): readonly string[] {
  return typeof Principal === 'object' ? (Principal[kind] ?? []) : [];
}

/** Whether a statement is for everybody. */
export function isEverybody(statement: Statement): boolean {
  return statement.Principal === '*' || named(statement, 'AWS').includes('*');
}

/** What is done to what. */
export interface Request {
  readonly action: string;
  readonly resource: string;
}

/** Whether a statement speaks of a request, whatever its conditions say. */
export function speaksOf(statement: Statement, { action, resource }: Request): boolean {
  const { Action, NotAction, Resource, NotResource } = statement;
  const acts = Action === undefined ? !anyLike(NotAction ?? [], action, 'i') : anyLike(Action, action, 'i');
  const on =
    NotResource === undefined ? Resource === undefined || anyLike(Resource, resource) : !anyLike(NotResource, resource);
  return acts && on;
}

/** Whether a text matches one of the patterns, in which `*` and `?` are IAM's wildcards. */
function anyLike(patterns: readonly string[], text: string, flags = ''): boolean {
  return patterns.some((pattern) => {
    const escaped = pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.');
    return new RegExp(`^${escaped}$`, `s${flags}`).test(text);
  });
}

/** Operators that are judged; of those on text, `StringEquals` alone knows no wildcards. */
const OPERATOR = /^(?:Bool|(Arn|String)(Not)?(Equals|Like))(?:IfExists)?$/;

/**
 * Whether a request meets all conditions of a statement: what is known of it, by condition keys in lower case. One that is
 * surely not met suffices; otherwise undefined where one is of another key or operator.
 */
export function isMet({ Condition = {} }: Statement, known: Readonly<Record<string, string>>): boolean | undefined {
  const met = Object.entries(Condition).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, listed]) => isOneMet(operator, listed, known[key.toLowerCase()])),
  );
  if (met.includes(false)) {
    return false;
  }
  return met.includes(undefined) ? undefined : true;
}

function isOneMet(operator: string, listed: readonly string[], value: string | undefined): boolean | undefined {
  const found = OPERATOR.exec(operator);
  if (found === null || value === undefined) {
    return undefined;
  }
  const [, kind, not, how] = found;
  const isExact = kind === 'String' && how === 'Equals';
  const isListed = isExact ? listed.includes(value) : anyLike(listed, value, kind === undefined ? 'i' : '');
  return isListed === (not === undefined);
}
