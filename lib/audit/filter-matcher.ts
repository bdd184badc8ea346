import { remembered } from '../remembered';
import { equals, isLeaf, namesIn, select } from './filter-values';

/**
 * What CloudWatch Logs does with a JSON filter pattern, as far as AWS documents it. No emulator and no library has it, so it
 * is checked on every example of the documentation. What is not documented is an option, and tests run with both.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export interface FilterOptions {
  /** What `!=` says of a field that the record does not have. */
  readonly differsWhereAbsent: boolean;
}

const TOKEN = /\s*(&&|\|\||[()]|\$[\w.[\]-]+|>=|<=|!=|[=<>]|"[^"]*"|[^\s()&|=<>!"]+)/y;
const COMPARISONS: Readonly<Record<string, (one: number, other: number) => boolean>> = {
  '<': (one, other) => one < other,
  '>': (one, other) => one > other,
  '<=': (one, other) => one <= other,
  '>=': (one, other) => one >= other,
};

/** Decides on one record. */
type Test = (record: object, options: FilterOptions) => boolean;

const parsed = new Map<string, Test>();

/**
 * Whether the filter `pattern` matches `record`.
 * @throws Error where the pattern is not one that AWS documents.
 */
export function filterMatches(pattern: string, record: object, options: FilterOptions): boolean {
  return remembered(parsed, pattern, () => parse(pattern))(record, options);
}

function parse(pattern: string): Test {
  const [, inner] = /^\{(.*)\}$/s.exec(pattern.trim()) ?? [];
  if (inner === undefined) {
    throw new Error(`a JSON filter pattern must stand in braces, got ${pattern}`);
  }
  const tokens = tokenize(inner.trim());
  const next = () => tokens.shift() ?? '';

  function disjunction(): Test {
    const parts = [conjunction()];
    while (tokens[0] === '||') {
      next();
      parts.push(conjunction());
    }
    return (record, options) => parts.some((part) => part(record, options));
  }
  function conjunction(): Test {
    const parts = [primary()];
    while (tokens[0] === '&&') {
      next();
      parts.push(primary());
    }
    return (record, options) => parts.every((part) => part(record, options));
  }
  function primary(): Test {
    if (tokens[0] !== '(') {
      return condition(next(), next(), next(), pattern);
    }
    next();
    const inside = disjunction();
    if (next() !== ')') {
      throw new Error(`a parenthesis must be closed in ${pattern}`);
    }
    return inside;
  }

  const whole = disjunction();
  if (tokens.length > 0) {
    throw new Error(`nothing must follow the pattern, got ${tokens.join(' ')}`);
  }
  return whole;
}

function condition(selector: string, operator: string, operand: string, pattern: string): Test {
  if (!selector.startsWith('$.')) {
    throw new Error(`a condition must begin with a selector, got ${JSON.stringify(selector)} in ${pattern}`);
  }
  const names = namesIn(selector);
  switch (operator) {
    case 'NOT':
      return (record) => select(record, names) === undefined;
    case 'IS': {
      const wanted = { NULL: null, TRUE: true, FALSE: false }[operand];
      return (record) => select(record, names) === wanted;
    }
    case '=':
      return (record) => equals(select(record, names), operand);
    case '!=':
      return (record, { differsWhereAbsent }) => {
        const value = select(record, names);
        return value === undefined ? differsWhereAbsent : isLeaf(value) && !equals(value, operand);
      };
    default: {
      const compare = COMPARISONS[operator];
      if (compare === undefined) {
        throw new Error(`an operator must be one that AWS documents, got ${JSON.stringify(operator)} in ${pattern}`);
      }
      return (record) => {
        const value = select(record, names);
        return typeof value === 'number' && compare(value, Number(operand));
      };
    }
  }
}

function tokenize(text: string): string[] {
  const tokens: string[] = [];
  for (TOKEN.lastIndex = 0; TOKEN.lastIndex < text.length; ) {
    const at = TOKEN.lastIndex;
    const [, token] = TOKEN.exec(text) ?? [];
    if (token === undefined) {
      throw new Error(`a filter pattern must be made of documented tokens, got ${text.slice(at)}`);
    }
    tokens.push(token);
  }
  return tokens;
}
