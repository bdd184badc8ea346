import { added, of, type Row } from '../corpus-row';
import { idOf, type Loose, one } from '../mutated';

/** Data that goes elsewhere, or comes from there. */
export const DIVERTED: readonly Row[] = [
  [
    'the secret replicated',
    'data.copied',
    of('AWS::SecretsManager::Secret', '', (properties) =>
      Object.assign(properties, { ReplicaRegions: [{ Region: 'us-east-1' }] }),
    ),
  ],
  [
    'a rotation schedule',
    'data.written',
    added('AWS::SecretsManager::RotationSchedule', (template) => ({
      SecretId: { Ref: idOf(template, 'AWS::SecretsManager::Secret') },
      RotationRules: { AutomaticallyAfterDays: 1 },
    })),
  ],
  [
    'a value in a tag',
    'data.in-template',
    of('AWS::S3::Bucket', '', ({ Tags }) => Tags.push({ Key: 'note', Value: 'a1'.repeat(20) })),
  ],
  [
    'a resolved value in a description',
    'data.in-template',
    of('AWS::IAM::Role', 'InstanceRole', (properties) =>
      Object.assign(properties, { Description: '{{resolve:secretsmanager:my-personal-coach-app-secrets}}' }),
    ),
  ],
  [
    'a value in a variable with a key’s name',
    'data.in-template',
    of('AWS::Lambda::Function', '', ({ Environment }) =>
      Object.assign(Environment.Variables, { STRAVA_VERIFY_TOKEN: 'short' }),
    ),
  ],
  [
    'DeletionPolicy by a function',
    'template.opaque',
    of('AWS::SecretsManager::Secret', '', (_, resource) =>
      Object.assign(resource, { DeletionPolicy: { 'Fn::If': ['Keep', 'Retain', 'Delete'] } }),
    ),
  ],
  [
    'the secret moved to another stack',
    'data.leaves-stack',
    (assembly) => {
      let moved: Loose;
      assembly.template('StagingStack', (template) => {
        moved = one(template, 'AWS::SecretsManager::Secret');
        delete template.Resources[idOf(template, 'AWS::SecretsManager::Secret')];
      });
      assembly.template('ProductionStack', (template) => {
        template.Resources.MovedSecret = moved;
      });
    },
  ],
  [
    'the keeper serves another secret',
    'keeper.environment',
    of('AWS::Lambda::Function', '', ({ Environment }) =>
      Object.assign(Environment.Variables, { SECRET_NAME: 'my-personal-coach-app-secrets' }),
    ),
  ],
  [
    'a key of the prototype among the variables',
    'keeper.environment',
    (assembly) =>
      assembly.text('StagingStack.template.json', (text) =>
        text.replace('"Variables":{', '"Variables":{"__proto__":"x",'),
      ),
  ],
  [
    'a policy under another id, and nobody waits for it',
    'keeper.order',
    (assembly) =>
      assembly.template('StagingStack', (template) => {
        const id = idOf(template, 'AWS::IAM::Policy', 'KeepValue');
        template.Resources.Elsewhere = template.Resources[id];
        delete template.Resources[id];
        const seed = one(template, 'Custom::SecretSeed');
        seed.DependsOn = seed.DependsOn.filter((other: string) => other !== id);
      }),
  ],
];
