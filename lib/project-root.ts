import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as v from 'valibot';

const manifestSchema = v.object({ name: v.literal('kaizencoach-secrets') });

/**
 * The folder of this project. Found by its `package.json`, because the code runs from its source in tests and from a bundle
 * elsewhere in every other case.
 */
export function projectRoot(): string {
  for (let folder = __dirname; ; folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest) && v.is(manifestSchema, JSON.parse(readFileSync(manifest, 'utf8')))) {
      return folder;
    }
    if (folder === dirname(folder)) {
      throw new Error('this code must run inside the project kaizencoach-secrets, whose package.json was not found');
    }
  }
}
