import { keeper, keeperCode, of, type Row, secret, staging } from '../corpus-row';

/** Something is lost, shown, or kept by other code. */
export const DATA: readonly Row[] = [
  [
    'the secret is renamed',
    'data.replaced',
    secret(({ Properties }) => Object.assign(Properties, { Name: 'other-app-secrets' })),
  ],
  [
    'the secret’s construct id changes',
    'data.leaves-stack',
    (assembly) =>
      assembly.text('StagingStack.template.json', (text) => text.replaceAll('SecretA720EF05', 'SecretB831F016')),
  ],
  [
    'the secret gets a description',
    'data.written',
    secret(({ Properties }) => Object.assign(Properties, { Description: 'other' })),
  ],
  [
    'the secret gets a tag',
    'data.written',
    secret(({ Properties: { Tags } }) => Tags.push({ Key: 'Team', Value: 'coach' })),
  ],
  [
    'the secret gets a record of the keeper',
    'data.written',
    secret(({ Properties: { Tags } }) => Tags.push({ Key: 'kaizencoach:made:FLASK_SECRET_KEY', Value: 'x' })),
  ],
  [
    'a row is deleted',
    'assembly.stack',
    (assembly) =>
      assembly.json('manifest.json', ({ artifacts }) => {
        delete artifacts.StagingStack;
        delete artifacts['StagingStack.assets'];
      }),
  ],
  [
    'a stack id is renamed',
    'assembly.stack',
    (assembly) =>
      assembly.json('manifest.json', ({ artifacts }) => {
        artifacts.StageStack = artifacts.StagingStack;
        artifacts['StageStack.assets'] = artifacts['StagingStack.assets'];
        delete artifacts.StagingStack;
        delete artifacts['StagingStack.assets'];
        Object.assign(artifacts.StageStack, { displayName: 'StageStack', dependencies: ['StageStack.assets'] });
      }),
  ],
  [
    'GenerateSecretString is added',
    'data.written',
    secret(({ Properties }) => Object.assign(Properties, { GenerateSecretString: {} })),
  ],
  [
    'a literal value in the secret',
    'data.in-template',
    secret(({ Properties }) =>
      Object.assign(Properties, { SecretString: `{"FLASK_SECRET_KEY":"${'0a'.repeat(32)}"}` }),
    ),
  ],
  [
    'a resolved value in an output',
    'data.in-template',
    staging(({ Outputs }) =>
      Object.assign(Outputs, { Value: { Value: '{{resolve:secretsmanager:staging-kaizencoach-app-secrets}}' } }),
    ),
  ],
  [
    'a literal value in an output',
    'data.in-template',
    staging(({ Outputs }) => Object.assign(Outputs, { Value: { Value: 'hunter2' } })),
  ],
  ['UpdateReplacePolicy is dropped alone', 'data.retention', secret((resource) => delete resource.UpdateReplacePolicy)],
  [
    'removal from retain to destroy',
    'data.retention',
    secret((resource) => Object.assign(resource, { DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' })),
  ],
  [
    'the bucket’s expiry is shortened',
    'audit.shortened',
    of('AWS::S3::Bucket', '', ({ LifecycleConfiguration }) =>
      Object.assign(LifecycleConfiguration.Rules[0], { ExpirationInDays: 30 }),
    ),
  ],
  [
    'the bucket is renamed',
    'audit.replaced',
    of('AWS::S3::Bucket', '', (properties) => Object.assign(properties, { BucketName: 'another' })),
  ],
  [
    'log retention is shortened',
    'audit.shortened',
    of('AWS::Logs::LogGroup', 'Trail', (properties) => Object.assign(properties, { RetentionInDays: 90 })),
  ],
  [
    'a key leaves the seeding list',
    'data.seeding',
    of('Custom::SecretSeed', '', ({ GeneratedKeys }) => GeneratedKeys.pop()),
  ],
  [
    'SEEDING from add to report',
    'data.seeding',
    keeper(({ Environment }) => Object.assign(Environment.Variables, { SEEDING: 'report' })),
  ],
  [
    'ServiceToken changes',
    'keeper.wiring',
    of('Custom::SecretSeed', '', (properties) =>
      Object.assign(properties, { ServiceToken: 'arn:aws:lambda:eu-west-1:111122223333:function:other' }),
    ),
  ],
  [
    'concurrency 0',
    'keeper.wiring',
    keeper((properties) => Object.assign(properties, { ReservedConcurrentExecutions: 0 })),
  ],
  ['DependsOn is dropped', 'keeper.order', of('Custom::SecretSeed', '', (_, resource) => delete resource.DependsOn)],
  [
    'layers',
    'keeper.environment',
    keeper((properties) => Object.assign(properties, { Layers: ['arn:aws:lambda:eu-west-1:444455556666:layer:x:1'] })),
  ],
  [
    'NODE_OPTIONS',
    'keeper.environment',
    keeper(({ Environment }) => Object.assign(Environment.Variables, { NODE_OPTIONS: '--require /opt/x.js' })),
  ],
  [
    'the log prints the event: only the hash changes',
    'keeper.code',
    (assembly) => assembly.text(keeperCode(assembly), (text) => `console.log(process.argv);${text}`),
  ],
  [
    'a CDK upgrade that changes logical ids',
    'data.leaves-stack',
    (assembly) =>
      assembly.text('ProductionStack.template.json', (text) =>
        text.replaceAll(/\b(Secret|EncryptionKey|AccessAuditTrailBucket)([0-9A-F]{8})\b/g, '$1Resource$2'),
      ),
  ],
];
