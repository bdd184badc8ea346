// Runs a TypeScript entry point of this repository: `node scripts/run.mjs <entry.ts> [arguments]`.
// The bundle is kept until a source file changes: making it takes longer than most commands do.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import nodeModule, { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const DAY_MS = 86_400_000;
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = join(root, 'build', 'run');
const [entry, ...args] = process.argv.slice(2);
if (entry === undefined) {
  throw new Error('usage: node scripts/run.mjs <entry.ts> [arguments]');
}

// Until January 2027 the programs run on Node 20 too, where the AWS SDK would say at every start what the README says once.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

// From Node 22 on: what V8 made of the libraries the last time, a fifth of a start.
nodeModule.enableCompileCache?.(join(folder, 'compile-cache'));

const bundle = keptBundle() ?? (await newBundle());
process.setSourceMapsEnabled(true);
process.argv = [process.argv[0] ?? 'node', join(root, entry), ...args];
createRequire(import.meta.url)(bundle);

/** The bundle of these very sources, if there is one. */
function keptBundle() {
  try {
    const path = bundlePath(JSON.parse(readFileSync(`${stem()}.json`, 'utf8')));
    return statSync(path).isFile() ? path : undefined;
  } catch {
    // None was made, or a source file is gone.
    return undefined;
  }
}

async function newBundle() {
  const { build } = await import('esbuild');
  mkdirSync(folder, { recursive: true });
  const began = now();
  const { metafile, outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: `${stem()}.cjs`,
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: 'node20',
    // What the compiler and the tests look for first: a file.tsx beside a file.ts would be taken in its place.
    resolveExtensions: ['.ts'],
    // Not within the bundle, of which every start would measure each line, and without the sources, which are there.
    sourcemap: 'external',
    sourcesContent: false,
    // What of tsconfig.json decides the code. Not the file, nor one in a folder: paths in it would decide what runs.
    tsconfigRaw: { compilerOptions: { strict: true, verbatimModuleSyntax: true } },
    metafile: true,
    write: false,
    logLevel: 'error',
  });
  const sources = Object.keys(metafile.inputs).sort();
  const other = sources.find((source) => !source.endsWith('.ts'));
  if (other !== undefined) {
    // The bundler takes a file without an extension before the file.ts that people, the compiler and the tests see.
    throw new Error(`${other} must not stand where a file of TypeScript is imported`);
  }
  const path = bundlePath(sources);
  // Of a file that was saved in between nobody can say which text was bundled: the bundle serves this once.
  const isKept = [...sources, ...foldersOf(sources)].every((each) => changed(join(root, each)) < began);
  const written = isKept ? path : `${stem()}-once-${process.pid}.cjs`;
  const [map, code] = outputFiles;
  writeWhole(`${written}.map`, map.text);
  writeWhole(written, `${code.text}//# sourceMappingURL=${basename(written)}.map\n`);
  writeWhole(`${stem()}.json`, JSON.stringify(sources));
  removeOld();
  return written;
}

/** By the clock of the file system. */
function now() {
  const mark = `${stem()}.${process.pid}`;
  writeFileSync(mark, '');
  const moment = changed(mark);
  rmSync(mark);
  return moment;
}

function changed(path) {
  return statSync(path, { bigint: true }).ctimeNs;
}

function foldersOf(sources) {
  return new Set(sources.map((source) => dirname(source)));
}

/** Named by the state of every source, and of the folders: what lies beside a source decides what an import means. */
function bundlePath(sources) {
  const hash = createHash('sha256');
  for (const path of [...sources, ...foldersOf(sources), 'scripts/run.mjs', 'package-lock.json']) {
    // No program sets the time of the last change of an inode: what is the same in all four is the same file, unchanged.
    const { dev, ino, size, ctimeNs } = statSync(join(root, path), { bigint: true });
    hash.update(`${path} ${dev} ${ino} ${size} ${ctimeNs}\0`);
  }
  return `${stem()}-${hash.digest('hex').slice(0, 32)}.cjs`;
}

function stem() {
  return join(folder, entry.replace(/\.ts$/, '').replaceAll(/[^\w.-]/g, '_'));
}

/** Another process may be reading: it finds all of it or nothing. */
function writeWhole(path, text) {
  const part = `${path}.${process.pid}`;
  writeFileSync(part, text);
  renameSync(part, path);
}

/** Bundles of sources that are no more, and what killed processes left. */
function removeOld() {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) > DAY_MS) {
      rmSync(path, { force: true, recursive: true });
    }
  }
}
