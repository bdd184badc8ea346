import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { preProcessFile } from 'typescript';
import { projectRoot } from '../../lib/project-root';

/** What imports what: names by the name that imports them. */
export type Graph = ReadonlyMap<string, ReadonlySet<string>>;

/** The TypeScript files in `folders` of the project, as paths relative to it. */
export function sourceFiles(...folders: readonly string[]): readonly string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(projectRoot(), folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => join(folder, file))
      .sort(),
  );
}

/** Text of a file of the project. */
export function sourceText(file: string): string {
  return readFileSync(join(projectRoot(), file), 'utf8');
}

/** Which files of the project each of `files` imports, types included. */
export function importGraph(files: readonly string[]): Graph {
  return new Map(files.map((file) => [file, new Set(importsOf(file))]));
}

function importsOf(file: string): string[] {
  const { importedFiles } = preProcessFile(sourceText(file));
  return importedFiles
    .map(({ fileName }) => fileName)
    .filter((name) => name.startsWith('.'))
    .map((name) => {
      const path = join(dirname(file), name);
      return statSync(join(projectRoot(), `${path}.ts`), { throwIfNoEntry: false }) ? `${path}.ts` : path;
    });
}

/**
 * The same between what is directly in `folder`: its files, and its folders, whatever in them imports. What is beside it or
 * above it is left out.
 */
export function between(graph: Graph, folder: string): Graph {
  const entryOf = (file: string) =>
    file.startsWith(`${folder}/`)
      ? file
          .split('/')
          .slice(0, folder.split('/').length + 1)
          .join('/')
      : undefined;
  const entries = new Map<string, Set<string>>();
  for (const [importer, imported] of graph) {
    const from = entryOf(importer);
    for (const to of [...imported].map(entryOf)) {
      if (from !== undefined && to !== undefined && from !== to) {
        entries.set(from, (entries.get(from) ?? new Set()).add(to));
      }
    }
  }
  return entries;
}

/** A cycle of the graph, as the names on it; undefined where there is none. */
export function cycleIn(graph: Graph): readonly string[] | undefined {
  const done = new Set<string>();
  const follow = (name: string, path: readonly string[]): readonly string[] | undefined => {
    if (path.includes(name)) {
      return [...path.slice(path.indexOf(name)), name];
    }
    if (done.has(name)) {
      return undefined;
    }
    const found = [...(graph.get(name) ?? [])].map((next) => follow(next, [...path, name])).find(Boolean);
    done.add(name);
    return found;
  };
  return [...graph.keys()].map((name) => follow(name, [])).find(Boolean);
}
