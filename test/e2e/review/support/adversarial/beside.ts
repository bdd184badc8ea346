import { added, denial, of, POLICY, published, type Row, stackFacts, staging } from '../corpus-row';
import { idOf, type Loose } from '../mutated';

const IMAGE = {
  type: 'aws:cdk:asset',
  data: { packaging: 'container-image', buildSecrets: { key: 'env=AWS_SECRET' } },
};

/** In one environment only, or beside the templates. */
export const BESIDE: readonly Row[] = [
  [
    'the Deny removed in one demo only',
    'access.reader',
    (assembly) =>
      assembly.template('DemoDomStack', (template) => {
        delete template.Resources[idOf(template, POLICY)];
      }),
  ],
  [
    'another role deploys',
    'assembly.stack',
    stackFacts((properties) =>
      Object.assign(properties, { cloudFormationExecutionRoleArn: 'arn:aws:iam::444455556666:role/other' }),
    ),
  ],
  [
    'another account',
    'assembly.stack',
    stackFacts((_, artifact) => Object.assign(artifact, { environment: 'aws://444455556666/eu-west-1' })),
  ],
  [
    'no termination protection',
    'data.retention',
    stackFacts((properties) => Object.assign(properties, { terminationProtection: false })),
  ],
  [
    'stack tags',
    'assembly.stack',
    stackFacts((properties) => Object.assign(properties, { tags: { commit: 'a402e06' } })),
  ],
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
    'a value as the name of a statement',
    'data.in-template',
    denial((statement) => {
      statement.Sid = 'a1'.repeat(20);
    }),
  ],
  [
    'a value in the metadata',
    'data.in-template',
    of('AWS::SNS::Topic', '', (_, resource) => Object.assign(resource.Metadata, { note: 'a1'.repeat(20) })),
  ],
  [
    'the silence alarm’s threshold lowered',
    'audit.detection',
    of('AWS::CloudWatch::Alarm', 'trailsilent', (properties) => Object.assign(properties, { Threshold: -1 })),
  ],
  [
    'a loop over resources',
    'template.opaque',
    staging((template) => {
      template.Resources['Fn::ForEach::Roles'] = ['Name', ['a'], { Role: {} }];
    }),
  ],
  [
    'a condition nobody uses yet',
    'template.opaque',
    staging((template) => {
      template.Conditions = { Never: { 'Fn::Equals': ['a', 'b'] } };
    }),
  ],
  [
    'a resource of an unknown type',
    'template.unexplained',
    added('AWS::SSM::Parameter', () => ({ Type: 'String', Value: 'x' })),
  ],
  [
    'a key said twice',
    'could not compare',
    (assembly) =>
      assembly.text('StagingStack.template.json', (text) =>
        text.replace('"Effect": "Deny"', '"Effect": "Deny", "Effect": "Allow"'),
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
    'another file published under that name, by another stack',
    'could not compare',
    (assembly) =>
      assembly.text('DemoDomStack.assets.json', (text) =>
        text.replace(/"path": "asset[^"]+"/, '"path": "manifest.json"'),
      ),
  ],
  [
    'a file published for later',
    'assembly.stack',
    published((code, files) => {
      const [[id, place] = []] = Object.entries<Loose>(code.destinations);
      files.later = {
        source: { path: 'manifest.json' },
        destinations: { [id ?? '']: { ...place, objectKey: 'a.zip' } },
      };
    }),
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
    'no stack at all',
    'could not compare',
    (assembly) =>
      assembly.json('manifest.json', (manifest) => {
        manifest.artifacts = {};
      }),
  ],
];
