import { join } from 'node:path';
import { NotComparable } from '../not-comparable';
import { assetFiles, contradict, digestOf, inside, refuseOtherAssets, refuseOtherTemplate } from './assets';
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
    } else if (type === 'cdk:cloud-assembly') {
      throw new NotComparable(
        `${id} must not lie within the assembly: the CLI finds stacks in it, and they are not read`,
      );
    } else if (type !== 'cdk:asset-manifest' && type !== 'cdk:tree' && type !== 'cdk:feature-flag-report') {
      rest.push([id, artifact]);
    }
  }
  if (stacks.length === 0) {
    throw new NotComparable(`${folder} must hold a stack; nothing was compared`);
  }
  if (contradict(stacks.flatMap(([, { assets }]) => Object.entries(assets)))) {
    throw new NotComparable('an asset must be the same in every stack that publishes it');
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
  const files = assetFiles(folder, id, dependencies, artifacts);
  refuseOtherTemplate(id, templateFile, stackTemplateAssetObjectUrl, files);
  refuseOtherAssets(folder, id, artifact);
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
