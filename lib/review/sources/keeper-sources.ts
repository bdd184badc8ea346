import { existsSync, realpathSync, statSync } from 'node:fs';
import { basename, join, sep } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { code } from '../finding';
import { committed, type SourceTree } from './committed';
import { installedNames } from './lock';
import { elsewhere, textOf } from './tree';

const ENTRY = 'lib/keeper/index.ts';

const PACKAGES = 'node_modules/';

/** Files that the bundler reads beside those that are imported, before it asks anybody. */
const READ = ['package.json', '.pnp.cjs', '.pnp.js', '.pnp.data.json'];

/** Files that it reads when the keeper's code is made, and not here. */
const SETTINGS = ['tsconfig.json', 'jsconfig.json'];

/** An assembly comes as bytes, and files beside it: those of a stranger need not be what his bytes were made of. */
const NOT_CHECKED =
  'that is of the sources that came with the assembly: whether this code was made of them is not checked';

const PACKAGES_NOT_COMPARED =
  'its packages are not compared here, since one side has none installed; what the lock file says of them is';

const NOT_KNOWN =
  'in which files the sources differ is not known: one side cannot be bundled here, or has or imports what is no file of its own';

/**
 * In which files of the keeper's bundle the two sides differ, as sentences. The bundler reads the files and runs none of them.
 */
export async function keeperSources(base: SourceTree, head: SourceTree): Promise<string[]> {
  // Of a pull request nothing is installed: npm would run scripts that it brings.
  const hasPackages = [base, head].every(({ folder }) => existsSync(join(folder, PACKAGES)));
  const before = await inputsOf(base, hasPackages);
  const after = await inputsOf(head, hasPackages);
  if (before === undefined || after === undefined) {
    return [NOT_KNOWN];
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
    ...(packages.length > 0 ? [`packages that differ: ${packages.map(code).join(', ')}`] : []),
    ...(hasPackages && packages.length === 0 ? ['no package that it imports differs'] : []),
    ...(hasPackages ? [] : [PACKAGES_NOT_COMPARED]),
    NOT_CHECKED,
  ];
}

/** Reads the files of a side, its packages also where they are lent. */
function reading(tree: SourceTree): (file: string) => string | undefined {
  const folder = lentPackages(tree);
  return (file) =>
    folder !== undefined && file.startsWith(PACKAGES)
      ? textOf({ folder }, file.slice(PACKAGES.length))
      : textOf(tree, file);
}

/**
 * Where the packages of a side are if they are a link that does not belong to it: the review made that, to those of the other side,
 * since the base's worktree has no others. A link that belongs to a side is told by `textOf`, and never followed.
 */
function lentPackages(tree: SourceTree): string | undefined {
  const folder = join(tree.folder, PACKAGES);
  return existsSync(folder) && !committed(tree).some((file) => `${file}/`.startsWith(PACKAGES))
    ? realpathSync(folder)
    : undefined;
}

async function inputsOf(tree: SourceTree, hasPackages: boolean): Promise<string[] | undefined> {
  const isOwn = ownFiles(tree);
  const named = (names: readonly string[]) => committed(tree).filter((path) => names.includes(basename(path)));
  try {
    // Wherever they are: which of them it comes by is known when it has read them.
    const leadElsewhere = named(READ).filter((path) => elsewhere(tree, path) !== undefined);
    if (!existsSync(join(tree.folder, ENTRY)) || !leadElsewhere.every((path) => isOwn(join(tree.folder, path)))) {
      return undefined;
    }
    const { metafile } = await build({
      absWorkingDir: tree.folder,
      entryPoints: [ENTRY],
      bundle: true,
      write: false,
      metafile: true,
      platform: 'node',
      mainFields: ['module', 'main'],
      preserveSymlinks: true,
      // No more than these: every other name that leads to nothing would be passed over too.
      external: hasPackages ? [] : installedNames(tree),
      logLevel: 'silent',
      // It would read what those of the side extend.
      tsconfigRaw: {},
      plugins: [ownFilesOnly(isOwn)],
    });
    const inputs = Object.keys(metafile.inputs);
    const isOnTheWay = (path: string) => inputs.some((file) => file.startsWith(path.slice(0, -basename(path).length)));
    return [...inputs, ...named(SETTINGS).filter(isOnTheWay)];
  } catch {
    return undefined;
  }
}

/** Tells of a path whether it leads to a file of a side or of its packages. */
function ownFiles(tree: SourceTree): (path: string) => boolean {
  const folders = [tree.folder, lentPackages(tree) ?? tree.folder].map((folder) => realpathSync(folder));
  return (path) => {
    const real = realpathSync(path);
    return statSync(real).isFile() && folders.some((folder) => real.startsWith(`${folder}${sep}`));
  };
}

/** Has a build fail before it reads what is no file of a side: a device, for one, has no end. */
function ownFilesOnly(isOwn: (path: string) => boolean): Plugin {
  return {
    name: 'own files only',
    setup: ({ onLoad }) =>
      onLoad({ filter: /^/, namespace: 'file' }, ({ path }) =>
        isOwn(path) ? undefined : { errors: [{ text: path }] },
      ),
  };
}

function isPackage(file: string): boolean {
  return file.includes('node_modules/');
}

function packageOf(file: string): string {
  return /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? file;
}
