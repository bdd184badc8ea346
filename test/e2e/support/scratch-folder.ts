import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { inProject } from '../../../emulator/paths';

/** A new, empty folder in the project's build folder; `remove` takes it away. */
export function scratchFolder(): { readonly path: string; readonly remove: () => void } {
  mkdirSync(inProject('build'), { recursive: true });
  const path = mkdtempSync(inProject('build', 'e2e-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
