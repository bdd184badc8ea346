import { addedAcceptances } from './acceptances';
import { readAssembly } from './assembly/assembly';
import { judge } from './judge';
import type { Options } from './options';
import { type Report, reportOf } from './report';
import { judgeSources } from './sources/judge-sources';

const WITHOUT_SOURCES =
  'the files that the assemblies were made of: packages, cdk.json, the pipeline, the review itself, acceptances';

/**
 * Judges two assemblies that are there already, as data.
 * @throws NotComparable where one of them cannot be read.
 */
export async function reviewAssemblies(options: Options): Promise<Report> {
  const [base = '', head = ''] = options.assemblies ?? [];
  const trees = options.sources?.map((folder) => ({ folder }));
  const [baseTree, headTree] = trees ?? [];
  const judgement = await judge(readAssembly(base), readAssembly(head));
  return reportOf({
    compared: options.compared ?? `${base} → ${head}`,
    judgement,
    repository: baseTree === undefined || headTree === undefined ? [] : judgeSources(baseTree, headTree),
    acceptances: baseTree === undefined || headTree === undefined ? [] : addedAcceptances(baseTree, headTree),
    today: options.today,
    notChecked: baseTree === undefined ? [WITHOUT_SOURCES] : [],
  });
}
