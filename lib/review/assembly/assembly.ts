import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { NotComparable } from '../not-comparable';
import { isObject, type Json, type JsonObject, member, readJson } from './json';

/** One stack of a cloud assembly. */
export interface AssembledStack {
  /** Id of the artifact, which is what `cdk deploy` takes. */
  readonly id: string;
  /** What the manifest says: account and Region, roles, protection, name, tags, parameters; without what hashes alone decide. */
  readonly facts: JsonObject;
  readonly template: JsonObject;
  /** SHA-256 over the contents of each file asset, by the object key that the template names it by. */
  readonly assets: Readonly<Record<string, string>>;
  /** What of the assets' destinations is no hash. */
  readonly destinations: Json;
}

/** What `cdk synth` wrote. */
export interface Assembly {
  readonly stacks: Readonly<Record<string, AssembledStack>>;
  /** Everything else in the manifest: further artifacts, missing context, runtime. */
  readonly rest: JsonObject;
}

/** An assembly without stacks, for what is new. */
export const EMPTY: Assembly = { stacks: {}, rest: {} };

/**
 * The assembly in `folder`, as data: nothing in it is run, and no file outside it is read.
 * @throws NotComparable where it is not an assembly, or its files contradict each other.
 */
export function readAssembly(folder: string): Assembly {
  const manifest = readJson(inside(folder, 'manifest.json'));
  const artifacts = member(manifest, 'artifacts');
  if (!isObject(artifacts)) {
    throw new NotComparable(`${join(folder, 'manifest.json')} must name artifacts`);
  }
  const stacks: [string, AssembledStack][] = [];
  const rest: [string, Json][] = [];
  for (const [id, artifact] of Object.entries(artifacts)) {
    const type = member(artifact, 'type');
    if (type === 'aws:cloudformation:stack') {
      stacks.push([id, readStack(folder, id, artifact, artifacts)]);
    } else if (type !== 'cdk:asset-manifest' && type !== 'cdk:tree' && type !== 'cdk:feature-flag-report') {
      rest.push([id, artifact]);
    }
  }
  if (stacks.length === 0) {
    throw new NotComparable(`${folder} must hold a stack; nothing was compared`);
  }
  const { artifacts: _, version: __, ...others } = isObject(manifest) ? manifest : {};
  return { stacks: Object.fromEntries(stacks), rest: { ...others, artifacts: Object.fromEntries(rest) } };
}

function readStack(folder: string, id: string, artifact: Json, artifacts: JsonObject): AssembledStack {
  const properties = member(artifact, 'properties');
  const templateFile = member(properties, 'templateFile');
  if (!isObject(properties) || typeof templateFile !== 'string') {
    throw new NotComparable(`the manifest must name the template of ${id}`);
  }
  const template = readJson(inside(folder, templateFile));
  if (!isObject(template)) {
    throw new NotComparable(`the template of ${id} must be an object`);
  }
  const { templateFile: _, stackTemplateAssetObjectUrl, additionalDependencies: __, ...facts } = properties;
  const dependencies = member(artifact, 'dependencies') ?? [];
  const files = assetFiles(folder, id, artifacts);
  refuseOtherTemplate(id, templateFile, stackTemplateAssetObjectUrl, files);
  return {
    id,
    facts: {
      ...facts,
      environment: member(artifact, 'environment') ?? '',
      dependencies,
      // The bucket that the template is deployed from: its key is checked above.
      templatePlace: String(stackTemplateAssetObjectUrl ?? '').replace(/[^/]*$/, ''),
    },
    template,
    assets: Object.fromEntries(
      files.flatMap(({ source, keys }) =>
        source === templateFile ? [] : keys.map((key) => [key, digestOf(inside(folder, source))] as const),
      ),
    ),
    destinations: files.map(({ shape }) => shape),
  };
}

interface AssetFile {
  readonly source: string;
  readonly keys: readonly string[];
  readonly shape: Json;
}

function assetFiles(folder: string, id: string, artifacts: JsonObject): AssetFile[] {
  const file = member(member(member(artifacts, `${id}.assets`), 'properties'), 'file');
  if (typeof file !== 'string') {
    return [];
  }
  const manifest = readJson(inside(folder, file));
  const images = member(manifest, 'dockerImages');
  if (isObject(images) && Object.keys(images).length > 0) {
    throw new NotComparable(`${id} has container images, which this review does not read`);
  }
  return Object.entries(member(manifest, 'files') ?? {}).map(([, entry]) => {
    const source = member(member(entry, 'source'), 'path');
    if (typeof source !== 'string') {
      throw new NotComparable(`an asset of ${id} must name a file of the assembly: commands are not run`);
    }
    const destinations = Object.entries(member(entry, 'destinations') ?? {});
    const keys = destinations.map(([, where]) => String(member(where, 'objectKey')));
    const places = destinations.map(([, where]) => {
      const { objectKey, ...place } = isObject(where) ? where : {};
      return place;
    });
    const shape = { packaging: member(member(entry, 'source'), 'packaging') ?? 'file', places };
    return { source, keys, shape };
  });
}

/** The CLI deploys what the asset manifest uploads: it must be the template that is reviewed. */
function refuseOtherTemplate(
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
function digestOf(path: string): string {
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

function inside(folder: string, name: string): string {
  const file = join(folder, name);
  const below = relative(folder, file);
  if (below === '' || below.startsWith('..') || below.includes(`..${sep}`) || !existsSync(file)) {
    throw new NotComparable(`${folder} must hold the file ${JSON.stringify(name)}`);
  }
  if (lstatSync(file).isSymbolicLink()) {
    throw new NotComparable(`${JSON.stringify(name)} must not be a symbolic link`);
  }
  return file;
}
