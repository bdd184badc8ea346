import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import * as v from 'valibot';

const REFERENCE = v.strictObject({ Ref: v.string() });
const ATTRIBUTE = v.strictObject({ 'Fn::GetAtt': v.tuple([v.string(), v.string()]) });

/**
 * What only the deployment knows, in texts in the syntax of `Fn::Sub`. The CDK's own references in texts are looked for in each
 * text of a stack, at each of its passes; a text with names in it is a text, and shorter in the template. The names are those
 * that resources have when they are asked for.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-sub.html
 */
export class Substitution {
  readonly #stack: Stack;
  /** What each name in a text stands for. */
  readonly #named = new Map<string, unknown>();
  readonly #variables = new Set<string>();

  /** @param scope in whose stack the texts are. */
  constructor(scope: IConstruct) {
    this.#stack = Stack.of(scope);
  }

  /**
   * How a text names `value`: a text by itself, a reference or an attribute as `Fn::Sub` does.
   * @throws Error where it is neither.
   */
  reference(value: string): string {
    const resolved: unknown = this.#stack.resolve(value);
    if (typeof resolved === 'string') {
      return resolved;
    }
    if (v.is(REFERENCE, resolved)) {
      return this.#name(resolved.Ref, resolved);
    }
    if (v.is(ATTRIBUTE, resolved)) {
      return this.#name(resolved['Fn::GetAtt'].join('.'), resolved);
    }
    throw new Error(`expected a text, a reference or an attribute, got ${JSON.stringify(resolved)}`);
  }

  /**
   * How a text names what another function of CloudFormation gives.
   * @param name in letters and digits, the name of no resource.
   * @throws Error where the name stands for something else already.
   */
  variable(name: string, value: string): string {
    if (this.#named.has(name)) {
      throw new Error(`expected a name that stands for nothing yet, got ${name}`);
    }
    const resolved: unknown = this.#stack.resolve(value);
    if (typeof resolved === 'string') {
      return resolved;
    }
    this.#variables.add(name);
    return this.#name(name, resolved);
  }

  /**
   * `value` with each of its texts as CloudFormation is to take it: itself where it names nothing.
   * @throws Error where a text names what it has not from here.
   */
  filled(value: unknown): unknown {
    if (typeof value === 'string') {
      return value.includes('${') ? this.#substituted(value) : value;
    }
    if (typeof value !== 'object' || value === null) {
      return value;
    }
    return Array.isArray(value)
      ? value.map((each) => this.filled(each))
      : Object.fromEntries(Object.entries(value).map(([name, each]) => [name, this.filled(each)]));
  }

  #name(name: string, resolved: unknown): string {
    this.#named.set(name, resolved);
    return `\${${name}}`;
  }

  #substituted(text: string): unknown {
    const names = [...text.matchAll(/\$\{([^}]*)\}?/g)].map(([, name = '']) => name);
    const missing = names.find((name) => !this.#named.has(name));
    if (missing !== undefined) {
      throw new Error(`expected references that the stack has, got ${missing} in ${text}`);
    }
    const [whole] = names.filter((name) => text === `\${${name}}`);
    if (whole !== undefined) {
      return this.#named.get(whole);
    }
    const variables = [...this.#variables].filter((name) => names.includes(name));
    const values = Object.fromEntries(variables.map((name) => [name, this.#named.get(name)]));
    return { 'Fn::Sub': variables.length === 0 ? text : [text, values] };
  }
}
