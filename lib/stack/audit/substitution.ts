import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import * as v from 'valibot';
import type { PatternNode } from '../../audit/event-pattern';

const REFERENCE = v.object({ Ref: v.string() });

/**
 * What only the deployment knows, in texts in the syntax of `Fn::Sub`. The CDK's own references in texts are looked for in each
 * text of a stack, at each of its passes; a text with names in it is a text, and shorter in the template.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-sub.html
 */
export class Substitution {
  readonly #stack: Stack;
  readonly #variables = new Map<string, unknown>();

  /** @param scope in whose stack the texts are. */
  constructor(scope: IConstruct) {
    this.#stack = Stack.of(scope);
  }

  /**
   * How a text stands for `value`.
   * @param variable what it is called there, in letters and digits, where it is neither a text nor a mere reference.
   */
  placeholder(variable: string, value: string): string {
    const resolved: unknown = this.#stack.resolve(value);
    if (typeof resolved === 'string') {
      return resolved;
    }
    const name = v.is(REFERENCE, resolved) ? resolved.Ref : variable;
    this.#variables.set(name, resolved);
    return `\${${name}}`;
  }

  /** `text` as CloudFormation is to take it: itself where it says nothing that only the deployment knows. */
  filled(text: string): unknown {
    if (!text.includes('${')) {
      return text;
    }
    const used = [...this.#variables].filter(([name]) => text.includes(`\${${name}}`));
    const [whole] = used.filter(([name]) => text === `\${${name}}`);
    const own = used.filter(([, value]) => !v.is(REFERENCE, value));
    return whole === undefined ? { 'Fn::Sub': own.length === 0 ? text : [text, Object.fromEntries(own)] } : whole[1];
  }

  /** `pattern` with each of its texts filled in. */
  filledPattern(pattern: PatternNode): unknown {
    return this.#filledIn(pattern);
  }

  #filledIn(value: unknown): unknown {
    if (typeof value === 'string') {
      return this.filled(value);
    }
    if (typeof value !== 'object' || value === null) {
      return value;
    }
    return Array.isArray(value)
      ? value.map((each) => this.#filledIn(each))
      : Object.fromEntries(Object.entries(value).map(([name, each]) => [name, this.#filledIn(each)]));
  }
}
