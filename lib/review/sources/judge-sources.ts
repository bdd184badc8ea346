import { createHash } from 'node:crypto';
import type { Found } from '../finding';
import type { GateId } from '../gates';
import { supplyFindings } from './supply';
import { changedFiles, committedWhereFilesAreMade, type SourceTree, textOf } from './tree';
import { PIPELINE, WATCHED } from './watched';

/** History, not rules. */
export const ACCEPTANCES = 'review/acceptances.json';

/** What the files of the two sides say beside the templates. */
export function judgeSources(base: SourceTree, head: SourceTree): Found[] {
  const watched = WATCHED.flatMap(({ gate, roots, sentence }) => {
    const changed = changedFiles(base, head, roots).filter((path) => path !== ACCEPTANCES);
    return changed.length === 0 ? [] : [fileFinding(gate, sentence, changed, base, head)];
  });
  const made = committedWhereFilesAreMade(head);
  const pipeline = changedFiles(base, head, PIPELINE).filter((path) => path !== '.github/CODEOWNERS');
  return [
    ...watched,
    ...(made.length === 0
      ? []
      : [fileFinding('supply.made', 'A file is committed where tools put what they make.', made, base, head)]),
    ...(pipeline.length === 0
      ? []
      : [fileFinding('pipeline.permissions', pipelineSentence(pipeline, head), pipeline, base, head)]),
    ...supplyFindings(base, head),
  ];
}

function fileFinding(
  gate: GateId,
  sentence: string,
  files: readonly string[],
  base: SourceTree,
  head: SourceTree,
): Found {
  const digests = (tree: SourceTree) => Object.fromEntries(files.map((path) => [path, digest(textOf(tree, path))]));
  return {
    gate,
    sentence,
    details: files.slice(0, 8).map((path) => `\`${path}\``),
    before: digests(base),
    after: digests(head),
    evidence: files.map((logicalId) => ({ logicalId, path: '' })),
  };
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
