import { readFileSync, writeFileSync } from 'node:fs';
import { documents, refreshed } from '../lib/documentation/refresh';

for (const file of documents()) {
  writeFileSync(file, refreshed(readFileSync(file, 'utf8')));
}
