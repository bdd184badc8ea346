import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { code } from '../finding';
import { committed, type SourceTree } from './committed';
import { textOf } from './tree';

const ENTRY = 'lib/keeper/index.ts';

const PACKAGES = 'node_modules/';

/** An assembly comes as bytes, and files beside it: those of a stranger need not be what his bytes were made of. */
const NOT_CHECKED =
  'that is of the sources that came with the assembly: whether this code was made of them is not checked';

/**
 * In which files of the keeper's bundle the two sides differ, as sentences. The bundler reads the files and runs none of them.
 */
export function keeperSources(base: SourceTree, head: SourceTree): string[] {
  const before = inputsOf(base);
  const after = inputsOf(head);
  if (before === undefined || after === undefined) {
    return ['in which files the sources differ is not known: one side cannot be bundled here'];
  }
  const textBefore = reading(base);
  const textAfter = reading(head);
  const all = [...new Set([...before, ...after])].sort();
  const changed = all.filter(
    (file) => before.includes(file) !== after.includes(file) || textBefore(file) !== textAfter(file),
  );
  const own = changed.filter((file) => !isPackage(file));
  const packages = [...new Set(changed.filter(isPackage).map(packageOf))];
  return [
    ...own.slice(0, 10).map((file) => `${code(file)} differs`),
    ...(own.length > 10 ? [`and ${own.length - 10} more files differ`] : []),
    ...(own.length === 0 ? ['no source of the keeper differs'] : []),
    packages.length === 0
      ? 'no package that it imports differs'
      : `packages that differ: ${packages.map(code).join(', ')}`,
    NOT_CHECKED,
  ];
}

/**
 * Reads the files of a side. Where its packages are a link that does not belong to it, the review made that, to those of the other
 * side: the base's worktree has no others. A link that belongs to a side is told by `textOf`, and never followed.
 */
function reading(tree: SourceTree): (file: string) => string | undefined {
  const folder = join(tree.folder, PACKAGES);
  const isLent = existsSync(folder) && !committed(tree).some((file) => `${file}/`.startsWith(PACKAGES));
  const packages = isLent ? { folder: realpathSync(folder) } : undefined;
  return (file) =>
    packages !== undefined && file.startsWith(PACKAGES)
      ? textOf(packages, file.slice(PACKAGES.length))
      : textOf(tree, file);
}

function inputsOf({ folder }: SourceTree): string[] | undefined {
  if (!existsSync(join(folder, ENTRY))) {
    return undefined;
  }
  try {
    const { metafile } = buildSync({
      absWorkingDir: folder,
      entryPoints: [ENTRY],
      bundle: true,
      write: false,
      metafile: true,
      platform: 'node',
      mainFields: ['module', 'main'],
      preserveSymlinks: true,
      logLevel: 'silent',
    });
    return Object.keys(metafile.inputs);
  } catch {
    return undefined;
  }
}

function isPackage(file: string): boolean {
  return file.includes('node_modules/');
}

function packageOf(file: string): string {
  return /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? file;
}
