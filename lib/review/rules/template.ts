import { isObject, type Json } from '../assembly/json';
import type { Difference } from '../normal/differences';
import { references } from '../normal/references';
import type { Pair } from '../side';
import { gate, isNew, type Rule, type Verdict } from './verdict';

/** Sections that decide what other parts of the template say. */
const DECIDING = new Set(['Transform', 'Parameters', 'Conditions', 'Mappings', 'Hooks']);

/** Parts of a template that are no resource, and resources that cannot be read. */
export const templateRule: Rule = (difference, pair) => {
  const { type, logicalId, path } = difference;
  if (type === 'unreadable') {
    return unreadable(difference);
  }
  if (type === '') {
    return section(difference, pair);
  }
  if (type === 'AWS::CloudFormation::Stack' || type === 'AWS::CloudFormation::Macro' || type.endsWith('::MODULE')) {
    return gate('template.opaque', `\`${logicalId}\` brings resources that are not in this template.`);
  }
  if (path[0] === 'Condition') {
    return gate('template.opaque', `Whether \`${logicalId}\` exists would be decided at the deployment.`);
  }
  const [before, after] = [difference.before, difference.after].map((value) => withoutPolicies(value, path));
  // Of two objects each member is a difference of its own, and a function is then the last name of its path.
  const isFunction = after !== undefined && path.some((name) => name.startsWith('Fn::'));
  return isFunction || (containsUndecided(after) && !containsUndecided(before))
    ? gate('template.opaque', `\`${logicalId}\`: \`${path.join('.')}\` would be decided at the deployment.`)
    : undefined;
};

/** An entry of the resources, or a macro at a path, which has dots. */
function unreadable({ logicalId, path, after }: Difference): Verdict {
  if (path.length > 0 || after !== undefined) {
    return gate(
      'template.opaque',
      `\`${logicalId}\` is nothing that can be read here: a deployment decides what it is.`,
    );
  }
  // What stands there now is read, and judged by itself.
  return logicalId.includes('.')
    ? 'harmless'
    : gate('template.opaque', `\`${logicalId}\` goes, and what it brought: nobody sees here what that is.`);
}

function section(difference: Difference, pair: Pair): Verdict | undefined {
  const { logicalId, path, after } = difference;
  if (DECIDING.has(logicalId)) {
    return gate(
      'template.opaque',
      `The template’s \`${logicalId}\` change: parts of it would be decided at the deployment.`,
    );
  }
  if (logicalId === 'Description') {
    return 'harmless';
  }
  if (logicalId !== 'Outputs') {
    return undefined;
  }
  const isDescription = path.length === 2 && path[1] === 'Description' && typeof after === 'string';
  if (after === undefined || isDescription) {
    return 'harmless';
  }
  return namesOnly(after, path, pair)
    ? 'harmless'
    : gate('data.in-template', `The output \`${path[0] ?? ''}\` would show more than the name of a resource.`);
}

/** An output of a name or ARN of a resource of the stack. */
function namesOnly(after: Json, path: readonly string[], { head }: Pair): boolean {
  const value = isObject(after) ? (path.length === 0 ? Object.values(after)[0] : after) : after;
  const output: Readonly<Record<string, Json | undefined>> = isObject(value) ? value : { Value: value };
  const { Value: text, Description = '', ...more } = output;
  if (
    typeof text !== 'string' ||
    typeof Description !== 'string' ||
    Object.keys(more).length > 0 ||
    path[0] === undefined
  ) {
    return false;
  }
  const [name, ...others] = references(text);
  const [id = '', attribute = 'Ref'] = name?.split('.') ?? [];
  const type = head.template.resources[id]?.type;
  const isReference = text === `\${${name}}` && others.length === 0;
  return (
    isReference && type !== undefined && !type.startsWith('Custom::') && /^(Ref|Id|Arn|\w*Name|\w*Arn)$/.test(attribute)
  );
}

/** Policies are not in normal form: what of them cannot be read is found where they are compared. */
function withoutPolicies(value: Json | undefined, path: readonly string[]): Json | undefined {
  if (path.length > 0 || !isObject(value)) {
    return value;
  }
  const { policies, ...others } = value;
  return others;
}

/** Functions that the normal form leaves as they are: they choose between values, read them from elsewhere, or are not understood. */
function containsUndecided(value: Json | undefined): boolean {
  return value !== undefined && /"(?:Fn::[^"]*|Ref)":|"Condition":"/.test(JSON.stringify(value));
}

/** What changes nothing that matters wherever it stands, but on the secret, whose policy refuses any update. */
export const harmlessRule: Rule = (difference, pair) => {
  const { type, path, before, after } = difference;
  const [kind, property] = path;
  if (
    kind !== 'Properties' ||
    isNew(difference) ||
    type.startsWith('Custom::') ||
    type === 'AWS::SecretsManager::Secret'
  ) {
    return undefined;
  }
  if (property === 'Description') {
    return typeof after === 'string' || after === undefined ? 'harmless' : undefined;
  }
  const isPlain = [before, after].every((value) => value === undefined || typeof value === 'string' || isObject(value));
  return property === 'Tags' && isPlain && !decidesByTags(pair) ? 'harmless' : undefined;
};

/** Whether a policy looks at tags of resources or principals: then a tag is a permission. */
function decidesByTags({ base, head }: Pair): boolean {
  return [base, head].some(({ policies }) =>
    policies.statements.some(({ statement }) =>
      statement.condition.some(({ key }) => /resourcetag\/|principaltag\//.test(key)),
    ),
  );
}
