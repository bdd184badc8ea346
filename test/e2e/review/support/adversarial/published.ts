import { appendFileSync, cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { hashOf } from '../../../../../lib/stack/keeper/kept-bundle';
import { keeperCode, published, type Row, stackFacts } from '../corpus-row';
import type { Loose } from '../mutated';

const IMAGE = {
  type: 'aws:cdk:asset',
  data: { packaging: 'container-image', buildSecrets: { key: 'env=AWS_SECRET' } },
};

/** In what a deployment publishes, or reads besides. */
export const PUBLISHED: readonly Row[] = [
  [
    'assets in another bucket',
    'assembly.stack',
    (assembly) =>
      assembly.text('StagingStack.assets.json', (text) => text.replaceAll('cdk-hnb659fds-assets', 'others-assets')),
  ],
  [
    'the template deployed from another bucket',
    'assembly.stack',
    stackFacts((properties) =>
      Object.assign(properties, {
        stackTemplateAssetObjectUrl: properties.stackTemplateAssetObjectUrl.replace('cdk-hnb659fds', 'others'),
      }),
    ),
  ],
  [
    'another template is uploaded than the one reviewed',
    'could not compare',
    (assembly) =>
      assembly.json('StagingStack.assets.json', ({ files }) => {
        const file: Loose = Object.values<Loose>(files).find(({ source }) => source.packaging === 'file');
        file.source.path = 'ProductionStack.template.json';
      }),
  ],
  [
    'a command beside the path of an asset',
    'could not compare',
    published(({ source }) => Object.assign(source, { executable: ['sh', '-c', 'env'] })),
  ],
  [
    'another file published under the name of the keeper’s code, before it',
    'could not compare',
    published((code, files) => {
      files.first = { ...code, source: { path: 'manifest.json' } };
    }),
  ],
  [
    'images in a list, of which the CLI would run every command',
    'could not compare',
    (assembly) =>
      assembly.json('StagingStack.assets.json', (manifest) => Object.assign(manifest, { dockerImages: [IMAGE] })),
  ],
  [
    'files in a list, whose ids nobody compares',
    'could not compare',
    (assembly) =>
      assembly.json('StagingStack.assets.json', (manifest) =>
        Object.assign(manifest, { files: Object.values(manifest.files) }),
      ),
  ],
  [
    'destinations in a list, whose names nobody compares',
    'could not compare',
    published((code) => Object.assign(code, { destinations: Object.values(code.destinations) })),
  ],
  [
    'the keeper’s code under an id by which the CLI finds another archive',
    'could not compare',
    (assembly) =>
      assembly.json('StagingStack.assets.json', ({ files }) => {
        const [id = ''] = Object.keys(files).filter((each) => files[each].source.packaging === 'zip');
        files['../other'] = files[id];
        delete files[id];
      }),
  ],
  [
    'the file that is the keeper’s code, published as the archive of it',
    'could not compare',
    (assembly) => {
      cpSync(join(assembly.folder, keeperCode(assembly)), join(assembly.folder, 'code.zip'));
      published((code, files) => {
        files.first = { ...code, source: { path: 'code.zip', packaging: 'file' } };
      })(assembly);
    },
  ],
  [
    'a stack by the name of another, which the CLI would deploy with that one',
    'could not compare',
    stackFacts((_, artifact) => Object.assign(artifact, { displayName: 'ProductionStack' })),
  ],
  [
    'other code of the keeper, under the name of what the bucket may hold',
    'could not compare',
    (assembly) => appendFileSync(join(assembly.folder, keeperCode(assembly)), '// other\n'),
  ],
  [
    'another template, under the name of what the bucket may hold',
    'could not compare',
    ({ folder }) => appendFileSync(join(folder, 'StagingStack.template.json'), '\n'),
  ],
  [
    'a file beside the keeper’s code, which its name does not tell',
    'could not compare',
    (assembly) => writeFileSync(join(assembly.folder, dirname(keeperCode(assembly)), 'package.json'), '{}'),
  ],
  [
    'a file published for later',
    'assembly.stack',
    (assembly) => {
      const later = hashOf(readFileSync(join(assembly.folder, 'manifest.json')));
      published((code, files) => {
        const [[id, place] = []] = Object.entries<Loose>(code.destinations);
        files[later] = {
          source: { path: 'manifest.json' },
          destinations: { [id ?? '']: { ...place, objectKey: `${later}.json` } },
        };
      })(assembly);
    },
  ],
  [
    'an image to build that only the metadata names',
    'could not compare',
    (assembly) =>
      assembly.json('StagingStack.metadata.json', (metadata) => Object.assign(metadata, { '/Other': [IMAGE] })),
  ],
  [
    'the same in the manifest',
    'could not compare',
    stackFacts((_, artifact) => Object.assign(artifact, { metadata: { '/Other': [IMAGE] } })),
  ],
  [
    'the code of the keeper published as it is by another stack, under the name of its archive',
    'could not compare',
    (assembly) =>
      assembly.text('DemoDomStack.assets.json', (text) => text.replace('"packaging": "zip"', '"packaging": "file"')),
  ],
  [
    'an assembly inside this one',
    'could not compare',
    (assembly) =>
      assembly.json('manifest.json', ({ artifacts }) => {
        artifacts.inner = { type: 'cdk:cloud-assembly', properties: { directoryName: 'inner' } };
      }),
  ],
  [
    'more files to publish than those of each stack',
    'could not compare',
    (assembly) =>
      assembly.json('manifest.json', ({ artifacts }) => {
        artifacts['Other.assets'] = artifacts['StagingStack.assets'];
      }),
  ],
  [
    'a template in a folder that is a link',
    'could not compare',
    (assembly) => {
      symlinkSync(assembly.folder, join(assembly.folder, 'link'));
      stackFacts((properties) => Object.assign(properties, { templateFile: 'link/StagingStack.template.json' }))(
        assembly,
      );
      assembly.text('StagingStack.assets.json', (text) => text.replace('"StagingStack.t', '"link/StagingStack.t'));
    },
  ],
];
