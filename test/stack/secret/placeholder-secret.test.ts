import { ENVIRONMENTS, environmentNamed } from '../../../lib/environments/rows';
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

// CloudFormation's handler for an update reads the value, which the secret's policy denies: an update of the secret, and its
// rollback, may fail. So nothing of it may ever change: a change here is one that a deployed environment may not survive.
test.each([
  ['production', 'my-personal-coach-app-secrets', true],
  ['staging', 'staging-kaizencoach-app-secrets', true],
  ['mark', 'mark-kaizencoach-app-secrets', false],
  ['shane', 'shane-kaizencoach-app-secrets', false],
  ['dom', 'dom-kaizencoach-app-secrets', false],
])('the secret of %s stays as it was deployed, to the letter', (name, Name, hasKey) => {
  const resources = resourcesOf(environmentNamed(name));
  expect(theOnly(resources, SECRET)[1].Properties).toEqual({
    Name,
    Description: `Secrets of kAIzen Coach, ${name}: read by the app, written by the keeper only`,
    Tags: [
      { Key: 'Application', Value: 'kaizencoach' },
      { Key: 'Environment', Value: name },
    ],
    ...(hasKey ? { KmsKeyId: { 'Fn::GetAtt': ['EncryptionKey1B843E66', 'Arn'] } } : {}),
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
