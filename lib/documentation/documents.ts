import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../project-root';

/** Absolute paths of the documents that may hold generated blocks. */
export function documents(): readonly string[] {
  const docs = readdirSync(join(projectRoot(), 'docs')).filter((name) => name.endsWith('.md'));
  return [join(projectRoot(), 'README.md'), ...docs.map((name) => join(projectRoot(), 'docs', name))];
}
