import { equals, isLeaf, select } from './filter-values';

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

/** Whether the filter `pattern` matches `record`. */
export function filterMatches(pattern: string, record: object, options: FilterOptions): boolean {
  const [, inner] = /^\{(.*)\}$/s.exec(pattern.trim()) ?? [];
  if (inner === undefined) {
    throw new Error(`a JSON filter pattern must stand in braces, got ${pattern}`);
  }
  const tokens = tokenize(inner.trim());
  const next = () => tokens.shift() ?? '';

  function disjunction(): boolean {
    let result = conjunction();
    while (tokens[0] === '||') {
      next();
      const right = conjunction();
      result = result || right;
    }
    return result;
  }
  function conjunction(): boolean {
    let result = primary();
    while (tokens[0] === '&&') {
      next();
      const right = primary();
      result = result && right;
    }
    return result;
  }
  function primary(): boolean {
    if (tokens[0] !== '(') {
      return condition(next(), next());
    }
    next();
    const result = disjunction();
    if (next() !== ')') {
      throw new Error(`a parenthesis must be closed in ${pattern}`);
    }
    return result;
  }
  function condition(selector: string, operator: string): boolean {
    if (!selector.startsWith('$.')) {
      throw new Error(`a condition must begin with a selector, got ${JSON.stringify(selector)} in ${pattern}`);
    }
    const value = select(record, selector);
    const operand = next();
    switch (operator) {
      case 'NOT':
        return value === undefined;
      case 'IS':
        return value === { NULL: null, TRUE: true, FALSE: false }[operand];
      case '=':
        return equals(value, operand);
      case '!=':
        return value === undefined ? options.differsWhereAbsent : isLeaf(value) && !equals(value, operand);
      default: {
        const compare = COMPARISONS[operator];
        if (compare === undefined) {
          throw new Error(`an operator must be one that AWS documents, got ${JSON.stringify(operator)} in ${pattern}`);
        }
        return typeof value === 'number' && compare(value, Number(operand));
      }
    }
  }

  const result = disjunction();
  if (tokens.length > 0) {
    throw new Error(`nothing must follow the pattern, got ${tokens.join(' ')}`);
  }
  return result;
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
