import { basename, extname } from 'node:path';
import { NotComparable } from '../not-comparable';
import { contentHash, inside, isFolder } from './files';
import { isList, isObject, type Json, type JsonObject, member, readJson } from './json';

/** A file that is published when a stack is deployed. */
export interface AssetFile {
  readonly source: string;
  /** SHA-256 over its contents, in hexadecimal. */
  readonly digest: string;
  /** Each is the digest with an extension. */
  readonly keys: readonly string[];
  readonly shape: { readonly packaging: Json; readonly places: Json };
}

/**
 * What is published when the stack `id` is deployed: the CLI takes every list of assets that the stack depends on.
 * @throws NotComparable where that is anything but files of the assembly.
 */
export function assetFiles(
  folder: string,
  id: string,
  dependencies: Json | undefined,
  artifacts: JsonObject,
): AssetFile[] {
  return (isList(dependencies) ? dependencies : [])
    .map((name) => member(artifacts, String(name)))
    .filter((artifact) => member(artifact, 'type') === 'cdk:asset-manifest')
    .flatMap((list) => listedFiles(folder, id, list));
}

function listedFiles(folder: string, id: string, list: Json | undefined): AssetFile[] {
  const file = member(member(list, 'properties'), 'file');
  // The CLI looks for the files beside their list.
  if (typeof file !== 'string' || file !== basename(file)) {
    throw new NotComparable(`the assets of ${id} must be listed beside the manifest`);
  }
  const manifest = readJson(inside(folder, file));
  if (namedIn(manifest, 'dockerImages', id).length > 0) {
    throw new NotComparable(`${id} has container images, which this review does not read`);
  }
  return namedIn(manifest, 'files', id).map(([asset, entry]) => listedFile(folder, id, asset, entry));
}

function listedFile(folder: string, id: string, asset: string, entry: Json): AssetFile {
  const said = member(entry, 'source');
  const { path: source, packaging = 'file', ...others } = isObject(said) ? said : {};
  // A command that stands beside the path is run in its place.
  if (typeof source !== 'string' || Object.keys(others).length > 0) {
    throw new NotComparable(
      `an asset of ${id} must name a file of the assembly, and nothing else: commands are not run`,
    );
  }
  const destinations = namedIn(entry, 'destinations', id).map(([, where]) => where);
  const keys = destinations.map((where) => String(member(where, 'objectKey')));
  const places = destinations.map((where) => {
    const { objectKey, ...place } = isObject(where) ? where : {};
    return place;
  });
  const path = inside(folder, source);
  // A file with the name of an archive would be published in the place of the folder with the same contents.
  if ((packaging === 'zip') !== isFolder(path) || extname(source) === '.zip') {
    throw new NotComparable(`an asset of ${id} must be a folder that is packed, or a file as it is that is no archive`);
  }
  const digest = contentHash(path);
  const name = `${digest}${packaging === 'zip' ? '.zip' : extname(source)}`;
  // The CLI publishes nothing where the bucket holds the name: what was judged must be what once got it. The asset itself it
  // looks for in the archives that it made before, by a path that its id is the end of.
  if (asset !== digest || keys.some((key) => key !== name)) {
    throw new NotComparable(`an asset of ${id} must be published under the name that its contents give it, ${name}`);
  }
  return { source, digest, keys, shape: { packaging, places } };
}

/** What stands in the object `key` of a list of assets; a list in its place, of which the CLI takes each entry too, is none. */
function namedIn(value: Json | undefined, key: string, id: string): readonly [string, Json][] {
  const named = member(value, key) ?? {};
  if (!isObject(named)) {
    throw new NotComparable(`${key} of the assets of ${id} must be an object`);
  }
  return Object.entries(named);
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
