import { ACCEPTANCES, type Acceptance, addedAcceptances, byHand } from '../acceptances';
import { NotComparable } from '../not-comparable';
import { textOf } from '../sources/tree';
import { run } from '../synthesize/run';

/**
 * The acceptances that the working tree adds to those of the commit that an environment runs: the branch
 * `deployed/<environment>`, at `origin` or here, which is moved after each deployment that succeeded. Undefined where
 * there is no such branch.
 * @param head folder of the working tree.
 * @throws NotComparable where the file is not a list of acceptances, or git cannot give it.
 */
export async function acceptancesSinceDeployment(name: string, head: string): Promise<Acceptance[] | undefined> {
  // In full: of a short name git takes the tag first, which nobody protects. A branch here may have stayed behind.
  for (const ref of [`refs/remotes/origin/deployed/${name}`, `refs/heads/deployed/${name}`]) {
    const found = await run('git', ['rev-parse', '--verify', '--quiet', `${ref}^{commit}`], head);
    const commit = found.stdout.trim();
    if (found.exitCode === 0 && commit !== '') {
      const added = addedAcceptances(await listIn(commit, head), textOf({ folder: head }, ACCEPTANCES));
      return added.filter(({ environment }) => environment === name || environment === byHand(name));
    }
  }
  return undefined;
}

/** Text of the list in `commit`; undefined where that has none. */
async function listIn(commit: string, head: string): Promise<string | undefined> {
  const listed = await run('git', ['ls-tree', '--name-only', commit, ACCEPTANCES], head);
  if (listed.exitCode === 0 && listed.stdout === '') {
    return undefined;
  }
  const { exitCode, stdout, stderr } = await run('git', ['show', `${commit}:${ACCEPTANCES}`], head);
  if (exitCode !== 0) {
    throw new NotComparable(`${ACCEPTANCES} of ${commit} cannot be read: ${stderr.trim()}`);
  }
  return stdout;
}
