import { isSame, type Json } from '../assembly/json';
import type { WrittenResource } from './resources';

/** Conditions that say which part of the stack a record is about, and which calls are meant: those of `lib/audit/conditions`. */
const TERM = /\$\.[\w.[\]-]+="[^"]*"/g;
const NAMES_SOMETHING = /^\$\.(requestParameters\.|errorMessage=|resources\[).*\w.*"$/;
const NAMES_CALL = /^\$\.eventName="\w+"$/;

/**
 * Whether every alternative of `filter` names something that one of the filters `known`, of the same log, looks for, and a call
 * that one of them looks for, or writes only: nothing else is known to be as rare as what they count. Sound, not complete.
 */
export function isAsRareAs(known: readonly WrittenResource[], filter: WrittenResource): boolean {
  const isOfSameLog = ({ raw }: WrittenResource) =>
    isSame(raw.properties['LogGroupName'], filter.raw.properties['LogGroupName']);
  const terms = new Set(
    known.filter(isOfSameLog).flatMap(({ properties }) => textOf(properties['FilterPattern']).match(TERM) ?? []),
  );
  const expression = textOf(filter.properties['FilterPattern']).replace(/^\s*\{(.*)\}\s*$/s, '$1');
  return (
    implies(expression, (term) => terms.has(term) && NAMES_SOMETHING.test(term)) &&
    implies(expression, (term) => (terms.has(term) && NAMES_CALL.test(term)) || term === '$.readOnly IS FALSE')
  );
}

function textOf(pattern: Json | undefined): string {
  return typeof pattern === 'string' ? pattern : '';
}

/** Whether no record fits `expression` that does not fit a term which `isMeant`. */
function implies(expression: string, isMeant: (term: string) => boolean): boolean {
  const alternatives = split(expression, '||');
  if (alternatives.length > 1) {
    return alternatives.every((each) => implies(each, isMeant));
  }
  const conditions = split(expression, '&&');
  if (conditions.length > 1) {
    return conditions.some((each) => implies(each, isMeant));
  }
  const [, inner] = /^\s*\((.*)\)\s*$/s.exec(expression) ?? [];
  return inner === undefined ? isMeant(expression.trim()) : implies(inner, isMeant);
}

/** Parts of `expression` between `operator` where it stands in no parentheses and no quotes. */
function split(expression: string, operator: '||' | '&&'): string[] {
  const parts = [''];
  let depth = 0;
  for (const [token] of expression.matchAll(/"[^"]*"|\|\||&&|./gs)) {
    depth += token === '(' ? 1 : token === ')' ? -1 : 0;
    if (token === operator && depth === 0) {
      parts.push('');
    } else {
      parts[parts.length - 1] += token;
    }
  }
  return parts;
}
