// Runs a TypeScript entry point of this repository: `node scripts/run.mjs <entry.ts> [arguments]`.
// esbuild drops the types in milliseconds; loading a TypeScript compiler takes longer than the whole synthesis may.
import { readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [entry, ...args] = process.argv.slice(2);
if (entry === undefined) {
  throw new Error('usage: node scripts/run.mjs <entry.ts> [arguments]');
}

// The process id keeps two commands that run at the same time apart, and tells what a killed one left behind.
const folder = join(root, 'build', 'run');
const outfile = join(folder, `${basename(entry, '.ts')}-${process.pid}.cjs`);
for (const left of leftBehind()) {
  rmSync(join(folder, left), { force: true });
}
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

/** Bundles of processes that have ended. */
function leftBehind() {
  try {
    return readdirSync(folder).filter((file) => {
      const pid = /-(\d+)\.cjs$/.exec(file)?.[1];
      return pid !== undefined && !isRunning(Number(pid));
    });
  } catch {
    // There is no such folder yet.
    return [];
  }
}

function isRunning(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // EPERM: somebody else's.
    return error.code === 'EPERM';
  }
}
