import { resolve } from 'node:path';
import { ACCEPTANCES, addedAcceptances } from './acceptances';
import { type Assembly, EMPTY, readAssembly } from './assembly/assembly';
import type { Finding, Found } from './finding';
import { type Judgement, judge } from './judge';
import type { Options } from './options';
import { type Report, reportOf } from './report';
import type { SourceTree } from './sources/committed';
import { judgeSources } from './sources/judge-sources';
import { keeperSources } from './sources/keeper-sources';
import { textOf } from './sources/tree';
import { NOTHING } from './synthesize/review-base';

const WITHOUT_SOURCES =
  'the files that the assemblies were made of: packages, cdk.json, the pipeline, the review itself, acceptances (`--sources` was not given)';

/**
 * Judges two assemblies that are there already, as data.
 * @throws NotComparable where one of them cannot be read.
 */
export async function reviewAssemblies(options: Options): Promise<Report> {
  const [base = '', head = ''] = options.assemblies ?? [];
  const [baseTree, headTree] = options.sources?.map((folder): SourceTree => ({ folder: resolve(folder) })) ?? [];
  const before = base === NOTHING ? EMPTY : readAssembly(base);
  const after = readAssembly(head);
  const judgement = await withSources(await judge(before, after), baseTree, headTree);
  return reportOf({
    compared: options.compared ?? `${base} → ${head}`,
    judgement,
    repository: [
      ...(base === NOTHING ? [asNew(after)] : []),
      ...(baseTree === undefined || headTree === undefined ? [] : await judgeSources(baseTree, headTree)),
    ],
    acceptances:
      baseTree === undefined || headTree === undefined
        ? []
        : addedAcceptances(textOf(baseTree, ACCEPTANCES), textOf(headTree, ACCEPTANCES)),
    today: options.today,
    notChecked: baseTree === undefined ? [WITHOUT_SOURCES] : [],
  });
}

function asNew({ stacks }: Assembly): Found {
  return {
    gate: 'review.base',
    sentence: 'There is no base that synthesizes, so that every stack is judged as new.',
    before: null,
    after: [...stacks.keys()].sort(),
    evidence: [{ logicalId: 'base', path: '' }],
  };
}

/** Says which files changed where the keeper's code did. */
async function withSources(
  judgement: Judgement,
  base: SourceTree | undefined,
  head: SourceTree | undefined,
): Promise<Judgement> {
  const isCode = ({ gate }: Finding) => gate === 'keeper.code';
  const hasChanged = judgement.environments.some(({ findings }) => findings.some(isCode));
  if (base === undefined || head === undefined || !hasChanged) {
    return judgement;
  }
  const details = await keeperSources(base, head);
  const environments = judgement.environments.map((each) => ({
    ...each,
    findings: each.findings.map((finding) => (isCode(finding) ? { ...finding, details } : finding)),
  }));
  return { ...judgement, environments };
}
