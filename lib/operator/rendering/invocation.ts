import { realpathSync } from 'node:fs';
import { join, relative } from 'node:path';
import { projectRoot } from '../../project-root';
import { quoted } from './quoted';

/** How people call the program, in the folders of the repository. */
export const PROGRAM = 'npx kaizencoach-secrets';

/**
 * A text whose commands work when they are pasted in `folder`. Outside the repository npx would look for packages of these
 * names in a public registry, and offer to run what it finds: there the program is called by its path.
 */
export function adapted(text: string, folder: string, root = projectRoot()): string {
  if (isWithin(root, folder)) {
    return text;
  }
  const file = quoted(join(root, 'bin', 'kaizencoach-secrets.mjs'));
  return text.replaceAll(PROGRAM, `node ${file}`).replaceAll('npx cdk', `cd ${quoted(root)} && npx cdk`);
}

function isWithin(root: string, folder: string): boolean {
  const path = relative(realpathSync(root), realpathSync(folder));
  return path !== '..' && !path.startsWith('../');
}
