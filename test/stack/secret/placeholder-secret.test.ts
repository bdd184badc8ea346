import { ENVIRONMENTS } from '../../../lib/environments/rows';
import { ADOPTED, ADOPTED_ARN, DESTROYED, RETAINED } from '../../support/sample-environments';
import { type Resources, resourcesOf, templateOf, theOnly } from '../../support/synthesized';

const SECRET = 'AWS::SecretsManager::Secret';

function ofOwnKey(resources: Resources): object {
  return { KmsKeyId: { 'Fn::GetAtt': [theOnly(resources, 'AWS::KMS::Key')[0], 'Arn'] } };
}

describe.each([
  ['a retained environment', RETAINED, ofOwnKey],
  ['a destroyed environment', DESTROYED, () => ({})],
])('the secret of %s', (_, environment, encryption) => {
  test('has a name, a description, tags and the key of the environment, and nothing that writes a value', () => {
    const resources = resourcesOf(environment);
    const [, { Properties }] = theOnly(resources, SECRET);
    expect(Properties).toEqual({
      Name: 'sample-app-secrets',
      Description: 'Secrets of kAIzen Coach, sample: read by the app, written by the keeper only',
      Tags: [
        { Key: 'Application', Value: 'kaizencoach' },
        { Key: 'Environment', Value: 'sample' },
      ],
      ...encryption(resources),
    });
  });

  test('is the output SecretArn', () => {
    const [id] = theOnly(resourcesOf(environment), SECRET);
    templateOf(environment).hasOutput('SecretArn', { Value: { 'Fn::GetAtt': [id, 'Id'] } });
  });
});

test.each(ENVIRONMENTS)('$name has no resource that states or generates a secret value', (environment) => {
  expect(JSON.stringify(templateOf(environment).toJSON())).not.toMatch(/SecretString|GenerateSecretString/);
});

test('a retained secret outlives its stack and its replacement, but not its failed creation', () => {
  const [, { DeletionPolicy, UpdateReplacePolicy }] = theOnly(resourcesOf(RETAINED), SECRET);
  expect({ DeletionPolicy, UpdateReplacePolicy }).toEqual({
    DeletionPolicy: 'RetainExceptOnCreate',
    UpdateReplacePolicy: 'Retain',
  });
});

test('a destroyed secret goes with its stack', () => {
  const [, { DeletionPolicy, UpdateReplacePolicy }] = theOnly(resourcesOf(DESTROYED), SECRET);
  expect({ DeletionPolicy, UpdateReplacePolicy }).toEqual({ DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' });
});

describe('an adopted secret', () => {
  test('is not created', () => {
    templateOf(ADOPTED).resourceCountIs(SECRET, 0);
  });

  test('is the output SecretArn', () => {
    templateOf(ADOPTED).hasOutput('SecretArn', { Value: ADOPTED_ARN });
  });
});
