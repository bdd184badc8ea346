import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { architectureSvg } from '../lib/documentation/blocks/architecture-diagram';
import { documents, refreshed } from '../lib/documentation/refresh';
import { projectRoot } from '../lib/project-root';

for (const file of documents()) {
  writeFileSync(file, refreshed(readFileSync(file, 'utf8')));
}
writeFileSync(join(projectRoot(), 'docs', 'architecture.svg'), architectureSvg());
