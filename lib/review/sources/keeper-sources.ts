import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { type SourceTree, textOf } from './tree';

const ENTRY = 'lib/keeper/index.ts';

/**
 * Which files of the keeper's bundle differ, as sentences. The bundler reads the files and runs none of them.
 */
export function keeperSources(base: SourceTree, head: SourceTree): string[] {
  const before = inputsOf(base);
  const after = inputsOf(head);
  if (before === undefined || after === undefined) {
    return ['which files changed is not known: one side cannot be bundled here'];
  }
  const all = [...new Set([...before, ...after])].sort();
  const changed = all.filter(
    (file) => before.includes(file) !== after.includes(file) || textOf(base, file) !== textOf(head, file),
  );
  const own = changed.filter((file) => !isPackage(file));
  const packages = [...new Set(changed.filter(isPackage).map(packageOf))];
  return [
    ...own.slice(0, 10).map((file) => `changed in \`${file}\``),
    ...(own.length > 10 ? [`and in ${own.length - 10} files more`] : []),
    packages.length === 0
      ? 'no package of it changed'
      : `packages changed: ${packages.map((name) => `\`${name}\``).join(', ')}`,
  ];
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
