import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { basename, isAbsolute, join, relative, sep } from 'node:path';
import { remembered } from '../../remembered';
import { NotComparable } from '../not-comparable';
import { isList, isObject, type Json, type JsonObject, member, readJson } from './json';

/** A file that is published when a stack is deployed. */
export interface AssetFile {
  readonly source: string;
  readonly keys: readonly string[];
  readonly shape: Json;
}

/**
 * What is published when the stack `id` is deployed: the CLI takes every list of assets that the stack depends on.
 * @throws NotComparable where that is anything but files of the assembly.
 */
export function assetFiles(folder: string, id: string, dependencies: Json, artifacts: JsonObject): AssetFile[] {
  const lists = (isList(dependencies) ? dependencies : [])
    .map((name) => member(artifacts, String(name)))
    .filter((artifact) => member(artifact, 'type') === 'cdk:asset-manifest');
  const files = lists.flatMap((list) => listedFiles(folder, id, list));
  if (contradict(files.flatMap(({ source, keys }) => keys.map((key) => [key, source] as const)))) {
    throw new NotComparable(`the assets of ${id} must not be published over each other`);
  }
  return files;
}

function listedFiles(folder: string, id: string, list: Json | undefined): AssetFile[] {
  const file = member(member(list, 'properties'), 'file');
  // The CLI looks for the files beside their list.
  if (typeof file !== 'string' || file !== basename(file)) {
    throw new NotComparable(`the assets of ${id} must be listed beside the manifest`);
  }
  const manifest = readJson(inside(folder, file));
  const images = member(manifest, 'dockerImages');
  if (isObject(images) && Object.keys(images).length > 0) {
    throw new NotComparable(`${id} has container images, which this review does not read`);
  }
  return Object.entries(member(manifest, 'files') ?? {}).map(([, entry]) => {
    const said = member(entry, 'source');
    const { path: source, packaging = 'file', ...others } = isObject(said) ? said : {};
    // A command that stands beside the path is run in its place.
    if (typeof source !== 'string' || Object.keys(others).length > 0) {
      throw new NotComparable(
        `an asset of ${id} must name a file of the assembly, and nothing else: commands are not run`,
      );
    }
    const destinations = Object.entries(member(entry, 'destinations') ?? {});
    const keys = destinations.map(([, where]) => String(member(where, 'objectKey')));
    const places = destinations.map(([, where]) => {
      const { objectKey, ...place } = isObject(where) ? where : {};
      return place;
    });
    const shape = { packaging, places };
    return { source, keys, shape };
  });
}

/**
 * Whether two different contents would be published under one key. Which of them is there in the end, nobody can say: what is there
 * already is not published again.
 */
export function contradict(published: readonly (readonly [key: string, content: string])[]): boolean {
  const contents = new Map<string, string>();
  return published.some(([key, content]) => remembered(contents, key, () => content) !== content);
}

/**
 * The CLI also publishes what the metadata of a stack names, and builds images of it.
 * @throws NotComparable where there is such a thing.
 */
export function refuseOtherAssets(folder: string, id: string, artifact: Json): void {
  const file = member(artifact, 'additionalMetadataFile');
  const metadata = [
    member(artifact, 'metadata'),
    typeof file === 'string' ? readJson(inside(folder, file)) : undefined,
  ];
  const entries = metadata.flatMap((each) => Object.values(each ?? {}).flat());
  if (entries.some((entry) => member(entry, 'type') === 'aws:cdk:asset')) {
    throw new NotComparable(`${id} must have its assets in the asset manifest only`);
  }
}

/** The CLI deploys what the asset manifest uploads: it must be the template that is reviewed. */
export function refuseOtherTemplate(
  id: string,
  templateFile: string,
  url: Json | undefined,
  files: readonly AssetFile[],
): void {
  if (typeof url !== 'string') {
    return;
  }
  const key = url.slice(url.lastIndexOf('/') + 1);
  const uploaded = files.filter(({ keys }) => keys.includes(key));
  if (uploaded.length !== 1 || uploaded[0]?.source !== templateFile) {
    throw new NotComparable(`the template that would be deployed as ${id} must be the one that the manifest names`);
  }
}

/** SHA-256 over the paths and contents of everything below `path`, whatever the assembly calls it. */
export function digestOf(path: string): string {
  const digest = createHash('sha256');
  const files = lstatSync(path).isDirectory()
    ? readdirSync(path, { recursive: true, encoding: 'utf8' }).map((name) => join(path, name))
    : [path];
  for (const file of files.sort()) {
    const found = lstatSync(file);
    if (found.isSymbolicLink()) {
      throw new NotComparable('an asset must not hold symbolic links');
    }
    if (found.isFile()) {
      digest.update(`\0${relative(path, file)}\0${found.size}\0`).update(readFileSync(file));
    }
  }
  return digest.digest('hex');
}

/**
 * The file `name` of the assembly in `folder`.
 * @throws NotComparable where it is none of its own.
 */
export function inside(folder: string, name: string): string {
  const file = join(folder, name);
  const below = relative(folder, file);
  if (isAbsolute(name) || below === '' || below.startsWith('..') || below.includes(`..${sep}`) || !existsSync(file)) {
    throw new NotComparable(`${folder} must hold the file ${JSON.stringify(name)}`);
  }
  if (realpathSync(file) !== join(realpathSync(folder), below)) {
    throw new NotComparable(`${JSON.stringify(name)} must not be a symbolic link, nor lie behind one`);
  }
  return file;
}
