import { createHash } from 'node:crypto';
import { ACCEPTANCES } from '../acceptances';
import { code, type Found } from '../finding';
import type { GateId } from '../gates';
import { committedWhereFilesAreMade, type SourceTree } from './committed';
import { supplyFindings } from './supply';
import { changedFiles, isBelow, textOf } from './tree';
import { OWNERS, PIPELINE, WATCHED } from './watched';

/** What the files of the two sides say beside the templates. */
export async function judgeSources(base: SourceTree, head: SourceTree): Promise<Found[]> {
  const found = (gate: GateId, sentence: string, files: readonly string[]): Found[] =>
    files.length === 0
      ? []
      : [
          {
            gate,
            sentence,
            details: files.map(code),
            before: digests(base, files),
            after: digests(head, files),
            evidence: files.map((logicalId) => ({ logicalId, path: '' })),
          },
        ];
  const pipeline = changedFiles(base, head, PIPELINE).filter((path) => !saysWhoApproves(path));
  return [
    ...WATCHED.flatMap(({ gate, roots, sentence }) =>
      found(
        gate,
        sentence,
        // History, not rules.
        changedFiles(base, head, roots).filter((path) => path !== ACCEPTANCES),
      ),
    ),
    ...found('review.self', 'The rows, which the review reads too, say more than data.', await codeInRows(base, head)),
    ...found('supply.made', 'A file is committed where tools put what they make.', committedWhereFilesAreMade(head)),
    ...found('pipeline.permissions', pipelineSentence(pipeline, head), pipeline),
    ...supplyFindings(base, head),
  ];
}

const saysWhoApproves = isBelow(OWNERS);

/** Where the environments are written down. */
const ROWS = 'lib/environments/rows.ts';

async function codeInRows(base: SourceTree, head: SourceTree): Promise<string[]> {
  const [before = '', after = ''] = [textOf(base, ROWS), textOf(head, ROWS)];
  if (before === after) {
    return [];
  }
  // The compiler takes longer to load than many reviews take.
  const { holdsNewCode } = await import('./rows');
  return holdsNewCode(before, after) ? [ROWS] : [];
}

function digests(tree: SourceTree, files: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(files.map((path) => [path, digest(textOf(tree, path))]));
}

function digest(text: string | undefined): string {
  return text === undefined ? 'absent' : createHash('sha256').update(text).digest('hex');
}

function pipelineSentence(files: readonly string[], head: SourceTree): string {
  const text = files.map((path) => textOf(head, path) ?? '').join('\n');
  const risks = [
    ...(/write-all|:\s*write\b/.test(text) ? ['it may write'] : []),
    ...(/pull_request_target/.test(text) ? ['it runs for strangers’ pull requests with the repository’s secrets'] : []),
  ];
  return `A file of the pipeline changes${risks.length > 0 ? `: ${risks.join('; ')}` : ''}.`;
}
