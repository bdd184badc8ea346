import { cpSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { published, type Row } from '../corpus-row';
import type { Loose } from '../mutated';

/** The CDK would deploy something else than what is read, or run it. */
export const ELSEWHERE: readonly Row[] = [
  [
    'a file that the CDK would look for from the root',
    'could not compare',
    published(({ source }) => Object.assign(source, { path: `/${source.path}` })),
  ],
  [
    'a file on the way to which a link lies',
    'could not compare',
    (assembly) => {
      symlinkSync('.', join(assembly.folder, 'link'));
      published(({ source }) => Object.assign(source, { path: `link/${source.path}` }))(assembly);
    },
  ],
  [
    'assets that the CDK would look for beside their list, which lies deeper',
    'could not compare',
    (assembly) => {
      const { folder } = assembly;
      cpSync(join(folder, 'StagingStack.assets.json'), join(folder, 'deeper', 'StagingStack.assets.json'));
      assembly.json('manifest.json', ({ artifacts }) => {
        artifacts['StagingStack.assets'].properties.file = 'deeper/StagingStack.assets.json';
      });
    },
  ],
  [
    'a second list of assets, with a command',
    'could not compare',
    (assembly) => {
      cpSync(join(assembly.folder, 'StagingStack.assets.json'), join(assembly.folder, 'Second.assets.json'));
      assembly.json('Second.assets.json', ({ files }) => {
        Object.assign(Object.values<Loose>(files)[0].source, { executable: ['sh', '-c', 'env'] });
      });
      assembly.json('manifest.json', ({ artifacts }) => {
        artifacts.Second = { type: 'cdk:asset-manifest', properties: { file: 'Second.assets.json' } };
        artifacts.StagingStack.dependencies.push('Second');
      });
    },
  ],
];
