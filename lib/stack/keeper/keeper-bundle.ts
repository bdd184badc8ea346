import { mkdirSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildSync } from 'esbuild';
import { projectRoot } from '../../project-root';

let built: string | undefined;

/**
 * Folder that holds the keeper's code as one file, the AWS SDK included; made once a process. The bytes depend on the sources
 * and the installed packages only: no path, time or source map is in them.
 */
export function keeperBundle(): string {
  built ??= bundle();
  return built;
}

function bundle(): string {
  const root = projectRoot();
  const target = join(root, 'build', 'keeper', 'index.js');
  // Two syntheses may run at once: each writes a file of its own beside the folder, and one rename puts it in place.
  const draft = join(root, 'build', `keeper-${process.pid}.js`);
  buildSync({
    absWorkingDir: root,
    entryPoints: ['lib/keeper/index.ts'],
    outfile: draft,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    // ES modules first: in the UMD form of a package, esbuild cannot follow `require`.
    mainFields: ['module', 'main'],
    legalComments: 'none',
    logLevel: 'error',
  });
  mkdirSync(dirname(target), { recursive: true });
  renameSync(draft, target);
  return dirname(target);
}
