import { lstatSync, rmSync } from 'node:fs';
import type { Made } from '../changes/make-change';
import type { Context } from '../context';
import { UsageError } from '../operator-error';
import { quoted } from '../rendering/quoted';
import { lines, toned } from '../rendering/view';

/**
 * Refuses a file whose values would stay under another name when this one is deleted.
 * @throws UsageError before anything is changed.
 */
export function refuseLinks(files: readonly string[]): void {
  for (const file of files) {
    const facts = lstatSync(file);
    const link = facts.isSymbolicLink() ? 'is a symbolic link' : `has ${facts.nlink} names (hard links)`;
    if (facts.isSymbolicLink() || facts.nlink > 1) {
      throw new UsageError({
        rule: 'link',
        reason: `${file} ${link}, so that its values would outlive it; nothing was changed`,
        next: 'leave --delete-file away and delete every name yourself, or give the file itself',
      });
    }
  }
}

/**
 * The third step of the guide: no file with secrets stays behind. It is kept where somebody else has written since: it may be
 * the last copy. Gives the files that were deleted.
 */
export async function deleteFiles(
  files: readonly string[],
  { change, withoutReply }: Made,
  wanted: boolean,
  { terminal, output }: Context,
): Promise<readonly string[]> {
  if (files.length === 0) {
    return [];
  }
  const isCurrent = (change ?? withoutReply)?.overtaken !== true;
  const deletes =
    isCurrent &&
    (wanted ||
      (terminal.interactive &&
        (await terminal.confirm(`Stored. Delete ${files.join(', ')}?`, true).catch(() => false))));
  const deleted = deletes ? files.filter(removed) : [];
  const left = files.filter((file) => !deleted.includes(file));
  if (left.length > 0) {
    const command = `rm ${left.map(quoted).join(' ')}`;
    output.note(lines(toned('warning', `still there, with secrets in it; delete it: ${command}`)));
  }
  if (deleted.length > 0) {
    output.note(lines(`deleted: ${deleted.join(', ')}`));
  }
  return deleted;
}

/** A link that took the place of the file meanwhile stays. */
function removed(file: string): boolean {
  try {
    refuseLinks([file]);
    rmSync(file);
    return true;
  } catch {
    return false;
  }
}
