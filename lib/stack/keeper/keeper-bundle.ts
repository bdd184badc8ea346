import { mkdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectRoot } from '../../project-root';
import { hashOf, isCurrent, removeBeside, writeRecord } from './kept-bundle';

let built: string | undefined;

/**
 * Folder that holds the keeper's code as one file, the AWS SDK included; made once a process, and not again while neither a
 * source nor what npm installed has changed. The bytes depend on those only: no path, time or source map is in them.
 */
export function keeperBundle(): string {
  built ??= bundle();
  return built;
}

function bundle(): string {
  const root = projectRoot();
  const target = join(root, 'build', 'keeper', 'index.js');
  const record = join(root, 'build', 'keeper.json');
  mkdirSync(dirname(target), { recursive: true });
  removeBeside(target);
  if (isCurrent(record, target, root)) {
    return dirname(target);
  }
  // Two syntheses may run at once: each writes a file of its own beside the folder, and one rename puts it in place.
  const draft = join(root, 'build', `keeper-${process.pid}.js`);
  writeFileSync(draft, '');
  const { ctimeNs: began } = statSync(draft, { bigint: true });
  // Loaded where there is something to bundle only.
  const { buildSync }: typeof import('esbuild') = require('esbuild');
  const { outputFiles, metafile } = buildSync({
    absWorkingDir: root,
    entryPoints: ['lib/keeper/index.ts'],
    outfile: target,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    // ES modules first: in the UMD form of a package, esbuild cannot follow `require`.
    mainFields: ['module', 'main'],
    legalComments: 'none',
    logLevel: 'error',
    metafile: true,
    write: false,
  });
  const [output] = outputFiles;
  if (output === undefined) {
    throw new Error('the bundler made no file of lib/keeper/index.ts; run "npm ci", then synthesize again');
  }
  const code = output.contents;
  writeFileSync(draft, code);
  renameSync(draft, target);
  writeRecord(record, root, { inputs: Object.keys(metafile.inputs), bundle: hashOf(code), began });
  return dirname(target);
}
