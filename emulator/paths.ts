import { join } from 'node:path';
import { projectRoot } from '../lib/project-root';

/** A path below the project's folder. */
export function inProject(...parts: readonly string[]): string {
  return join(projectRoot(), ...parts);
}
