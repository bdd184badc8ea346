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

/** Operators that pick the principals they list, or with `Not` spare them; of these, `StringEquals` alone knows no wildcards. */
const OPERATOR = /^(Arn|String)(Not)?(Equals|Like)(?:IfExists)?$/;

/** Whether a Deny's conditions on aws:PrincipalArn spare that ARN, as one of them suffices to; undefined where it has none. */
export function sparedBy({ Condition = {} }: Statement, arn: string): boolean | undefined {
  const spared = Object.entries(Condition).flatMap(([operator, keys]) => {
    const found = OPERATOR.exec(operator);
    if (found === null) {
      return [];
    }
    const [, kind, not, how] = found;
    const lists = Object.entries(keys).filter(([key]) => key.toLowerCase() === 'aws:principalarn');
    return lists.map(([, listed]) => {
      const isListed = kind === 'String' && how === 'Equals' ? listed.includes(arn) : anyLike(listed, arn);
      return not === undefined ? !isListed : isListed;
    });
  });
  return spared.length === 0 ? undefined : spared.includes(true);
}
