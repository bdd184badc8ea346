import { type Environment, SERVICE_PRINCIPALS } from '../row';

/**
 * What is wrong with a row, without its name; undefined where nothing is.
 * @param today as `YYYY-MM-DD`, UTC.
 */
export type Rule = (row: Environment, today: string) => string | undefined;

/** A violation: the rule, and what the row has instead. */
export function broken(rule: string, got: unknown): string {
  return `${rule}, got ${JSON.stringify(got)}`;
}

/** Accepted words of the row's enumerations: a row may reach synthesis without having been type-checked. */
const WORDS = {
  runtime: Object.keys(SERVICE_PRINCIPALS),
  tier: ['production', 'staging', 'demo'],
  removal: ['retain', 'destroy'],
} as const satisfies Partial<Record<keyof Environment, readonly string[]>>;

/** A field holds one of its words. */
export function oneOf(field: keyof typeof WORDS): Rule {
  return (row) => {
    const words: readonly string[] = WORDS[field];
    return words.includes(row[field]) ? undefined : broken(`${field} must be one of ${words.join(', ')}`, row[field]);
  };
}

/** A field matches `pattern`; `words` say what that is. Only the account may be absent. */
export function matching(
  field: 'name' | 'stackId' | 'secretName' | 'domain' | 'resourcePrefix' | 'account',
  pattern: RegExp,
  words: string,
): Rule {
  return ({ [field]: text }) =>
    (text === undefined ? field === 'account' : pattern.test(text))
      ? undefined
      : broken(`${field} must be ${words}`, text);
}
