import { join } from 'node:path';
import { NotComparable } from '../not-comparable';
import { type AssetFile, assetFiles, refuseOtherAssets, refuseOtherTemplate } from './assets';
import { inside } from './files';
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
  /** By their ids, of which each may be any text. */
  readonly stacks: ReadonlyMap<string, AssembledStack>;
  /** Everything else in the manifest: further artifacts, missing context, runtime. */
  readonly rest: JsonObject;
}

const STACK = 'aws:cloudformation:stack';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const LARGEST_TEMPLATE = 1_048_576;

/** An assembly without stacks, for what is new. */
export const EMPTY: Assembly = { stacks: new Map(), rest: { artifacts: {} } };

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
  const stacks = new Map<string, AssembledStack>();
  const rest: [string, Json][] = [];
  for (const [id, artifact] of Object.entries(artifacts)) {
    const type = member(artifact, 'type');
    if (type === STACK) {
      const files = assetFiles(folder, id, member(artifact, 'dependencies'), artifacts);
      stacks.set(id, readStack(folder, id, artifact, files));
    } else if (type === 'cdk:cloud-assembly' || (type === 'cdk:asset-manifest' && !isOfAStack(id, artifacts))) {
      throw new NotComparable(`${JSON.stringify(id)} would deploy or publish something that this review does not read`);
    } else if (type !== 'cdk:asset-manifest' && type !== 'cdk:tree' && type !== 'cdk:feature-flag-report') {
      rest.push([id, artifact]);
    }
  }
  if (stacks.size === 0) {
    throw new NotComparable(`${folder} must hold a stack; nothing was compared`);
  }
  const { artifacts: _, version: __, ...others } = isObject(manifest) ? manifest : {};
  return { stacks, rest: { ...others, artifacts: Object.fromEntries(rest) } };
}

/** Whether `id` names what one of the stacks publishes. */
function isOfAStack(id: string, artifacts: JsonObject): boolean {
  return Object.entries(artifacts).some(([stack, each]) => id === `${stack}.assets` && member(each, 'type') === STACK);
}

function readStack(folder: string, id: string, artifact: Json, files: readonly AssetFile[]): AssembledStack {
  const properties = member(artifact, 'properties');
  const templateFile = member(properties, 'templateFile');
  if (!isObject(properties) || typeof templateFile !== 'string') {
    throw new NotComparable(`the manifest must name the template of ${id}`);
  }
  const template = readJson(inside(folder, templateFile), LARGEST_TEMPLATE);
  if (!isObject(template)) {
    throw new NotComparable(`the template of ${id} must be an object`);
  }
  const { templateFile: _, stackTemplateAssetObjectUrl, additionalDependencies: __, ...facts } = properties;
  const dependencies = member(artifact, 'dependencies') ?? [];
  // The CLI selects stacks by it: another one would be deployed with the one that was asked for.
  if ((member(artifact, 'displayName') ?? id) !== id) {
    throw new NotComparable(`the stack ${id} must be displayed as ${id}`);
  }
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
      files.flatMap(({ source, digest, keys }) =>
        source === templateFile ? [] : keys.map((key) => [key, digest] as const),
      ),
    ),
    destinations: files.map(({ shape }) => shape),
  };
}
