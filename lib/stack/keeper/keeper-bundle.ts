import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../project-root';
import { changed, hashOf, type KeeperCode, keptCode, writeRecord } from './kept-bundle';

let built: KeeperCode | undefined;

/**
 * The keeper's code as one file, the AWS SDK included; made once a process, and not again while neither a source nor what npm
 * installed has changed. The bytes depend on those only: no path, time or source map is in them.
 */
export function keeperBundle(): KeeperCode {
  built ??= bundle();
  return built;
}

function bundle(): KeeperCode {
  const root = projectRoot();
  const folder = join(root, 'build');
  const target = join(folder, 'keeper.js');
  const record = join(folder, 'keeper.json');
  const kept = keptCode(record, target, root);
  if (kept !== undefined) {
    return kept;
  }
  mkdirSync(folder, { recursive: true });
  // Two syntheses may run at once: each writes a file of its own, and one rename puts it in place.
  const draft = join(folder, `keeper-${process.pid}.js`);
  writeFileSync(draft, '');
  const began = changed(draft);
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
  const content = output.contents;
  const hash = hashOf(content);
  writeFileSync(draft, content);
  renameSync(draft, target);
  writeRecord(record, root, { inputs: Object.keys(metafile.inputs), bundle: hash, began });
  return { content, hash };
}
