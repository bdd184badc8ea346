import { code, type Found } from '../finding';
import type { Difference } from '../normal/differences';
import type { Pair } from '../side';
import { accessRule } from './access';
import { auditRule } from './audit';
import { dataRule, retentionRule, seedingRule } from './data';
import { keeperRule } from './keeper';
import { orderRule } from './order';
import { replacementRule } from './replacement';
import { harmlessRule, templateRule } from './template';
import type { Rule } from './verdict';

/** The first that says something decides. */
const RULES: readonly Rule[] = [
  templateRule,
  replacementRule,
  retentionRule,
  orderRule,
  seedingRule,
  harmlessRule,
  dataRule,
  keeperRule,
  accessRule,
  auditRule,
];

/** What the rules say of all differences of one environment. */
export interface JudgedDifferences {
  readonly found: readonly Found[];
  /** Listed, and nothing more. */
  readonly harmless: readonly Difference[];
}

/** Judges each of `differences`. What no rule knows is a finding. */
export function judgeDifferences(pair: Pair, differences: readonly Difference[]): JudgedDifferences {
  const found: Found[] = [];
  const harmless: Difference[] = [];
  for (const difference of differences) {
    const verdict = judge(difference, pair);
    if (verdict === 'harmless') {
      harmless.push(difference);
    } else if (verdict !== 'by meaning') {
      const { logicalId, path, before, after } = difference;
      found.push({ ...verdict, before, after, evidence: [{ logicalId, path: path.join('.') }] });
    }
  }
  return { found, harmless };
}

function judge(difference: Difference, pair: Pair) {
  for (const rule of RULES) {
    const verdict = rule(difference, pair);
    if (verdict !== undefined) {
      return verdict;
    }
  }
  const { logicalId, path, type } = difference;
  const what = path.length === 0 ? `\`${logicalId}\`, a ${code(type)},` : `\`${logicalId}\`: \`${path.join('.')}\``;
  return {
    gate: 'template.unexplained',
    sentence: `${what} comes, goes or changes, and no rule knows what that does.`,
  } as const;
}
