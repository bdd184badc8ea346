// Runs a TypeScript entry point of this repository: `node scripts/run.mjs <entry.ts> [arguments]`.
// esbuild drops the types in milliseconds; loading a TypeScript compiler takes longer than the whole synthesis may.
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [entry, ...args] = process.argv.slice(2);
if (entry === undefined) {
  throw new Error('usage: node scripts/run.mjs <entry.ts> [arguments]');
}

// The process id keeps two commands that run at the same time apart.
const outfile = join(root, 'build', 'run', `${basename(entry, '.ts')}-${process.pid}.cjs`);
buildSync({
  absWorkingDir: root,
  entryPoints: [entry],
  outfile,
  bundle: true,
  packages: 'external',
  platform: 'node',
  target: 'node20',
  sourcemap: 'inline',
  logLevel: 'error',
});
process.setSourceMapsEnabled(true);
process.argv = [process.argv[0] ?? 'node', join(root, entry), ...args];
try {
  createRequire(import.meta.url)(outfile);
} finally {
  rmSync(outfile, { force: true });
}
