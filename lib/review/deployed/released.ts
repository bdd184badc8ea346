import { type Acceptance, addedAcceptances } from '../acceptances';
import { ACCEPTANCES } from '../sources/judge-sources';
import { textOf } from '../sources/tree';
import { run } from '../synthesize/run';

/**
 * The acceptances that the working tree adds to those of the commit that an environment runs: the branch
 * `deployed/<environment>`, here or at `origin`, which is moved after each deployment that succeeded. Undefined where
 * there is no such branch.
 * @param head folder of the working tree.
 * @throws NotComparable where the file is not a list of acceptances.
 */
export async function acceptancesSinceDeployment(name: string, head: string): Promise<Acceptance[] | undefined> {
  // In full: of a short name git takes the tag first, which nobody protects.
  for (const ref of [`refs/heads/deployed/${name}`, `refs/remotes/origin/deployed/${name}`]) {
    const found = await run('git', ['rev-parse', '--verify', '--quiet', `${ref}^{commit}`], head);
    const commit = found.stdout.trim();
    if (found.exitCode === 0 && commit !== '') {
      const { exitCode, stdout } = await run('git', ['show', `${commit}:${ACCEPTANCES}`], head);
      const then = exitCode === 0 ? stdout : undefined;
      const added = addedAcceptances(then, textOf({ folder: head }, ACCEPTANCES));
      return added.filter(({ environment }) => environment === name || environment === byHand(name));
    }
  }
  return undefined;
}

/** What an environment is called in findings about what somebody changed there by hand. */
export function byHand(name: string): string {
  return `${name}, changed by hand`;
}
