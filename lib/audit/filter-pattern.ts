import { remembered } from '../remembered';
import type { Expression, Matcher } from './expression';

/** Characters. https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html */
export const FILTER_PATTERN_LIMIT = 1024;

/**
 * `expression` as a filter pattern of CloudWatch Logs. Stars stand at the ends of a string only: one inside is not
 * documented to match anything but itself.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function filterPattern(expression: Expression): string {
  return `{${render(expression)}}`;
}

/** The packing tries the same alternatives together with others. */
const alternatives = new WeakMap<Expression, string>();

function render(expression: Expression): string {
  if ('all' in expression) {
    return expression.all.map(render).join('&&');
  }
  if ('any' in expression) {
    return joined(
      expression.any.map((each) =>
        remembered(alternatives, each, () =>
          'all' in each && each.all.length > 1 ? `(${render(each)})` : render(each),
        ),
      ),
    );
  }
  const { field, entries, matchers } = expression;
  const selectors = entries.length === 0 ? [field] : entries.map((index) => field.replace('[]', `[${index}]`));
  return joined(selectors.flatMap((selector) => matchers.map((matcher) => renderMatcher(`$.${selector}`, matcher))));
}

function renderMatcher(selector: string, matcher: Matcher): string {
  if (typeof matcher === 'string') {
    return `${selector}="${matcher}"`;
  }
  if (typeof matcher === 'boolean') {
    return `${selector} IS ${matcher ? 'TRUE' : 'FALSE'}`;
  }
  if ('startsWith' in matcher) {
    return `${selector}="${matcher.startsWith}*"`;
  }
  if ('endsWith' in matcher) {
    return `${selector}="*${matcher.endsWith}"`;
  }
  if ('contains' in matcher) {
    return `${selector}="*${matcher.contains}*"`;
  }
  if ('noneOf' in matcher) {
    const terms = matcher.noneOf.map((value) => `${selector}!="${value}"`);
    return terms.length > 1 ? `(${terms.join('&&')})` : terms.join('');
  }
  return matcher.absent ? `${selector} NOT EXISTS` : `${selector}="*"`;
}

function joined(alternatives: readonly string[]): string {
  return alternatives.length > 1 ? `(${alternatives.join('||')})` : alternatives.join('');
}
