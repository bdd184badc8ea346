import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type BuildOptions, buildSync, version } from 'esbuild';
import { isCurrent, stampOf } from '../../constructs/bundle-stamp';
import { projectRoot } from '../../project-root';

/** Everything that shapes the bundle beside its sources; part of what the bundle is recognised by. */
const OPTIONS = {
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  // ES modules first: in the UMD form of a package, esbuild cannot follow `require`.
  mainFields: ['module', 'main'],
  legalComments: 'none',
  logLevel: 'error',
} as const satisfies BuildOptions;

let built: string | undefined;

/**
 * Folder that holds the keeper's code as one file, the AWS SDK included; made at most once a process. The bytes depend on
 * the sources and the installed packages only: no path, time or source map is in them.
 */
export function keeperBundle(): string {
  built ??= bundle('lib/keeper/index.ts', 'build/keeper');
  return built;
}

/**
 * Bundles `entry` into `folder` (both relative to the project) as `index.js`, and returns the absolute folder. A bundle that
 * was made from exactly the same contents is left as it is, which saves a synthesis a twentieth of its time.
 */
export function bundle(entry: string, folder: string): string {
  const root = projectRoot();
  const target = join(root, folder, 'index.js');
  // Beside the folder: what is in it is the function's code.
  const stamp = `${join(root, folder)}.json`;
  const maker = JSON.stringify({ version, entry, ...OPTIONS });
  if (isCurrent(stamp, target, maker)) {
    return dirname(target);
  }
  // Two syntheses may run at once: each writes a file of its own beside the folder, and one rename puts it in place.
  const draft = `${join(root, folder)}-${process.pid}.js`;
  const { metafile } = buildSync({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: draft,
    metafile: true,
    ...OPTIONS,
    mainFields: [...OPTIONS.mainFields],
  });
  mkdirSync(dirname(target), { recursive: true });
  renameSync(draft, target);
  // esbuild also reads these, to resolve packages and to transform, without listing them.
  const settings = ['package-lock.json', 'tsconfig.json'];
  const inputs = [...Object.keys(metafile.inputs), ...settings].map((input) => join(root, input));
  writeFileSync(draft, JSON.stringify(stampOf(target, maker, inputs)));
  renameSync(draft, stamp);
  return dirname(target);
}
