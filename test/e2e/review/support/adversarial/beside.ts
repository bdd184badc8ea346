import { added, denial, of, POLICY, type Row, stackFacts, staging } from '../corpus-row';
import { idOf } from '../mutated';

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
    'a macro where nobody looks',
    'template.opaque',
    staging((template) => {
      template.Metadata = { 'Fn::Transform': { Name: 'Another' } };
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
    'a new stack by a name that every object has',
    'assembly.stack',
    (assembly) =>
      assembly.json('manifest.json', ({ artifacts }) => {
        artifacts.constructor = {
          ...artifacts.StagingStack,
          displayName: 'constructor',
          properties: { templateFile: 'StagingStack.template.json' },
        };
      }),
  ],
  [
    'a resource by such a name',
    'template.unexplained',
    staging((template) => {
      template.Resources.constructor = { Type: 'AWS::SSM::Parameter', Properties: { Type: 'String', Value: 'x' } };
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
        text.replace('"Effect":"Deny"', '"Effect":"Deny","Effect":"Allow"'),
      ),
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
