import { isList, isObject, type Json, type JsonObject } from '../assembly/json';
import { references } from './references';
import type { NormalTemplate } from './template';
import { textOf } from './text';

/** One operator on one key of a condition. All constraints of a condition must be met. */
export interface Constraint {
  readonly operator: string;
  /** In lower case: IAM does not look at it. */
  readonly key: string;
  /** In order, each once. */
  readonly values: readonly string[];
}

/** What a statement says of principals, actions or resources: one of these, or none of these. */
export interface Terms {
  readonly kind: 'in' | 'not' | 'unsaid';
  readonly values: readonly string[];
}

/** A statement of a policy in normal form. */
export interface Statement {
  readonly effect: 'Allow' | 'Deny';
  readonly principal: Terms;
  readonly action: Terms;
  readonly resource: Terms;
  readonly condition: readonly Constraint[];
}

/** A part of a policy that cannot be read here. */
export class Opaque extends Error {}

const ELEMENTS = new Set([
  ...['Sid', 'Effect', 'Principal', 'NotPrincipal', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition'],
]);
const PSEUDO_PARAMETERS = /^AWS::(Partition|AccountId|Region|URLSuffix|StackId|StackName)$/;

/**
 * The statements of `document`, which stands in `template`.
 * @throws Opaque where something in it is decided elsewhere, or is no policy of IAM.
 */
export function statementsOf(document: Json, template: NormalTemplate): Statement[] {
  if (!isObject(document)) {
    throw new Opaque('the policy is not written out');
  }
  const { Version = '2008-10-17', Id: _, Statement, ...others } = document;
  if (Version !== '2012-10-17' || Object.keys(others).length > 0 || Statement === undefined) {
    throw new Opaque('the policy has another version or further elements');
  }
  return (isList(Statement) ? Statement : [Statement]).map((each) => statement(each, template));
}

function statement(given: Json, template: NormalTemplate): Statement {
  if (!isObject(given)) {
    throw new Opaque('a statement is no object');
  }
  const unknown = Object.keys(given).find((key) => !ELEMENTS.has(key));
  const effect = given['Effect'];
  if (unknown !== undefined || (effect !== 'Allow' && effect !== 'Deny')) {
    throw new Opaque('a statement has an unknown element or effect');
  }
  const terms = (name: string) => termsOf(given, name, (value) => textsOf(value, template));
  return {
    effect,
    principal: termsOf(given, 'Principal', (value) => principals(value, template)),
    action: terms('Action'),
    resource: terms('Resource'),
    condition: constraints(given['Condition'] ?? {}, template),
  };
}

function termsOf(given: JsonObject, name: string, read: (value: Json) => string[]): Terms {
  const positive = given[name];
  const negative = given[`Not${name}`];
  if (positive !== undefined && negative !== undefined) {
    throw new Opaque(`a statement says ${name} and Not${name}`);
  }
  const value = positive ?? negative;
  if (value === undefined) {
    return { kind: 'unsaid', values: [] };
  }
  return { kind: positive === undefined ? 'not' : 'in', values: [...new Set(read(value))].sort() };
}

function textsOf(value: Json, template: NormalTemplate): string[] {
  return (isList(value) ? value : [value]).map((each) => {
    const text = each === null || isList(each) ? undefined : textOf(each);
    if (text === undefined) {
      throw new Opaque('a value is no text');
    }
    return understood(text, template);
  });
}

/**
 * `text` in normal form, where everything that it refers to is known here.
 * @throws Opaque where it is not.
 */
function understood(text: string, template: NormalTemplate): string {
  const unknown = references(text).find((name) => !isKnown(name, template));
  if (unknown !== undefined) {
    throw new Opaque('a value refers to a parameter, or to something that only a deployment knows');
  }
  return text;
}

function isKnown(name: string, { resources }: NormalTemplate): boolean {
  const [id = ''] = name.split('.');
  const type = Object.hasOwn(resources, id) ? resources[id]?.type : undefined;
  const isCustom = type?.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource';
  return PSEUDO_PARAMETERS.test(name) || (type !== undefined && !(isCustom && name.includes('.')));
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
function principals(value: Json, template: NormalTemplate): string[] {
  if (!isObject(value) || textOf(value) !== undefined) {
    return textsOf(value, template).map((text) => (text === '*' ? 'AWS:*' : text));
  }
  return Object.entries(value).flatMap(([kind, who]) =>
    textsOf(who, template).map((text) => `${kind}:${kind === 'AWS' ? wholeArn(text) : text}`),
  );
}

function wholeArn(text: string): string {
  const isAccount = /^\d{12}$/.test(text) || text === `\${AWS::AccountId}`;
  return isAccount ? `arn:\${AWS::Partition}:iam::${text}:root` : text;
}

function constraints(condition: Json, template: NormalTemplate): Constraint[] {
  if (!isObject(condition) || textOf(condition) !== undefined) {
    throw new Opaque('a condition is not written out');
  }
  const found = Object.entries(condition).flatMap(([operator, keys]) => {
    if (!isObject(keys)) {
      throw new Opaque('a condition’s operator has no keys');
    }
    return Object.entries(keys).map(([key, values]) => ({
      operator: sameOperator(operator),
      key: key.toLowerCase(),
      values: [...new Set(textsOf(values, template))].sort(),
    }));
  });
  return found.sort((one, other) => (textOfConstraint(one) < textOfConstraint(other) ? -1 : 1));
}

/**
 * An operator that negates is met where the key is absent, with IfExists or without, and AWS gives ArnLike and ArnEquals one
 * meaning.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
function sameOperator(operator: string): string {
  const negated = /^(String|Numeric|Date|Arn)Not\w+IfExists$|^NotIpAddressIfExists$/.test(operator);
  return (negated ? operator.replace(/IfExists$/, '') : operator).replace(
    /^Arn(Not)?Equals(?=$|IfExists$)/,
    'Arn$1Like',
  );
}

/** One constraint as text. */
export function textOfConstraint({ operator, key, values }: Constraint): string {
  return `${operator} ${key} ${JSON.stringify(values)}`;
}

/** The statement that an `AWS::Lambda::Permission` with these properties, in normal form, makes. */
export function permissionStatement(properties: JsonObject, template: NormalTemplate): Statement {
  const { Action, FunctionName: _, Principal, ...limits } = properties;
  const text = (value: Json | undefined) => {
    if (typeof value !== 'string') {
      throw new Opaque('a permission’s property is no text');
    }
    return understood(value, template);
  };
  const who = text(Principal);
  const isAccount = /^(\d{12}$|\$\{AWS::AccountId\}$|arn:)/.test(who);
  const principal = who === '*' ? 'AWS:*' : isAccount ? `AWS:${wholeArn(who)}` : `Service:${who}`;
  return {
    effect: 'Allow',
    principal: { kind: 'in', values: [principal] },
    action: { kind: 'in', values: [text(Action)] },
    resource: { kind: 'unsaid', values: [] },
    condition: Object.entries(limits)
      .map(([key, value]) => ({ operator: 'Permission', key: key.toLowerCase(), values: [text(value)] }))
      .sort((one, other) => (one.key < other.key ? -1 : 1)),
  };
}
