import { judgeAccess } from './access/judge-access';
import type { Assembly } from './assembly/assembly';
import { refuseLongAlerts } from './audit/bounds';
import { judgeAudit } from './audit/judge-audit';
import { type CostChange, costChange } from './cost';
import { environmentOf } from './environment-of';
import { type Finding, type Found, findingOf, REPOSITORY } from './finding';
import { type Difference, differences } from './normal/differences';
import { factFindings, manifestFindings } from './rules/assembly';
import { judgeDifferences } from './rules/judge-differences';
import { codeFindings } from './rules/keeper';
import { literalFindings, unjudgedTexts } from './rules/literals';
import { orderFindings } from './rules/order';
import { overwrittenFindings } from './rules/overwritten';
import { type Pair, pairOf } from './side';
import { stackFindings } from './stacks';

/** What a change does to one environment. */
export interface JudgedEnvironment {
  readonly environment: string;
  readonly findings: readonly Finding[];
  /** Differences that change nothing that matters. */
  readonly harmless: readonly Difference[];
  readonly cost: CostChange;
  /** Policies that nobody can read here, and that did not change. */
  readonly notUnderstood: number;
  readonly sameAnswers?: number;
  readonly notes: readonly string[];
}

/** What a change does. */
export interface Judgement {
  readonly environments: readonly JudgedEnvironment[];
  /** Findings about stacks that come and go, and about the assembly. */
  readonly findings: readonly Finding[];
}

/** Judges two assemblies. Nothing of them is run. */
export async function judge(base: Assembly, head: Assembly): Promise<Judgement> {
  const environments: JudgedEnvironment[] = [];
  for (const [id, before] of base.stacks) {
    const after = head.stacks.get(id);
    if (after !== undefined) {
      environments.push(await judgeStack(pairOf(environmentOf(before), before, after)));
    }
  }
  return {
    environments,
    findings: [
      ...(await stackFindings(base, head, judgeStack)),
      ...manifestFindings(base, head).map((found) => findingOf(REPOSITORY, found)),
    ],
  };
}

/**
 * Judges one stack.
 * @throws NotComparable where one side is larger than what AWS takes.
 */
export async function judgeStack(pair: Pair): Promise<JudgedEnvironment> {
  refuseLongAlerts(pair.base);
  refuseLongAlerts(pair.head);
  const all = differences(pair.base.template, pair.head.template);
  const judged = judgeDifferences(pair, all);
  const access = await judgeAccess(pair);
  const others: Found[] = [
    ...judged.found,
    ...literalFindings([...all, ...unjudgedTexts(pair)]),
    ...orderFindings(pair),
    ...overwrittenFindings(pair),
    ...codeFindings(pair),
    ...factFindings(pair),
  ];
  const found = [...access.found, ...judgeAudit(pair, gainedReaders(access.found), others)];
  return {
    environment: pair.environment,
    findings: found.map((each) => findingOf(pair.environment, each)),
    harmless: judged.harmless,
    cost: costChange(pair),
    notUnderstood: pair.head.policies.opaque.length,
    ...(access.sameAnswers === undefined ? {} : { sameAnswers: access.sameAnswers }),
    notes: access.notes,
  };
}

/** ARNs that a Deny of reading spares now and did not before. */
function gainedReaders(found: readonly Found[]): string[] {
  const arns = (text: string) => [...text.matchAll(/"(arn:[^"]*:role\/[^"*?]*)"/g)].map(([, arn]) => arn ?? '');
  return found
    .filter(({ gate }) => gate === 'access.reader')
    .flatMap(({ before, after }) => {
      const known = new Set(arns(JSON.stringify(before ?? null)));
      return arns(JSON.stringify(after ?? null)).filter((arn) => !known.has(arn));
    });
}
