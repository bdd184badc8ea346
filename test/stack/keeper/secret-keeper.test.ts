import type { Environment } from '../../../lib/environments/row';
import { ENVIRONMENTS } from '../../../lib/environments/rows';
import { ADOPTED, ADOPTED_ARN, DESTROYED, RETAINED } from '../../support/sample-environments';
import { resourcesOf, templateOf, theOnly, within } from '../../support/synthesized';
import { inAccount } from '../../support/template-arns';

function propertiesOf(environment: Environment, type: string) {
  return theOnly(resourcesOf(environment), type)[1].Properties;
}

function settingsOf(environment: Environment) {
  return propertiesOf(environment, 'AWS::Lambda::Function')['Environment'];
}

/** The keeper's own; the audit has another. */
function logGroupOf(environment: Environment) {
  return theOnly(within(resourcesOf(environment), 'SecretKeeper'), 'AWS::Logs::LogGroup');
}

const KEY_ARN = 'arn:aws:kms:eu-west-1:111122223333:key/00000000-0000-0000-0000-000000000000';
const ADOPTED_WITH_KEY: Environment = { ...ADOPTED, encryption: { keyArn: KEY_ARN } };

describe('the keeper’s function', () => {
  const properties = () => propertiesOf(RETAINED, 'AWS::Lambda::Function');

  test('has exactly the settings of the contract', () => {
    expect(properties()['Environment']).toEqual({
      Variables: {
        ENVIRONMENT_NAME: 'sample',
        SECRET_NAME: 'sample-app-secrets',
        GCP_PROJECT: 'kaizencoach-sample',
        SEEDING: 'add',
        STACK_ID: { Ref: 'AWS::StackId' },
        DOMAIN: 'sample.kaizencoach.training',
        ASK_ISSUERS: 'yes',
        TOPIC_ARN: inAccount(':sns:eu-west-1:', ':sample-audit'),
        BACKUP_RECIPIENTS: '',
      },
    });
  });

  test('has a fixed name, by which operators find it', () => {
    expect(properties()['FunctionName']).toBe('sample-secret-keeper');
  });

  test('runs on the current runtime of Node', () => {
    expect(properties()).toMatchObject({ Runtime: 'nodejs24.x', Handler: 'index.handler' });
  });

  test('ends before CloudFormation stops waiting', () => {
    expect(properties()).toMatchObject({ Timeout: 120, MemorySize: 256 });
    expect(propertiesOf(RETAINED, 'Custom::SecretSeed')['ServiceTimeout']).toBe(180);
  });

  test('is not kept from answering by a reserved concurrency', () => {
    expect(properties()).not.toHaveProperty('ReservedConcurrentExecutions');
  });

  test('logs JSON to its own group', () => {
    const [logGroup] = logGroupOf(RETAINED);
    expect(properties()['LoggingConfig']).toEqual({
      LogGroup: { Ref: logGroup },
      LogFormat: 'JSON',
      ApplicationLogLevel: 'INFO',
      SystemLogLevel: 'WARN',
    });
  });

  test('only reports on an adopted secret, and expects the AWS-managed key where the row names none', () => {
    expect(settingsOf(ADOPTED)).toEqual({
      Variables: {
        ENVIRONMENT_NAME: 'sample',
        SECRET_NAME: 'sample-app-secrets',
        GCP_PROJECT: 'kaizencoach-sample',
        SEEDING: 'report',
        EXPECTED_KMS_KEY: 'aws-managed',
        STACK_ID: { Ref: 'AWS::StackId' },
        DOMAIN: 'sample.kaizencoach.training',
        ASK_ISSUERS: 'yes',
        TOPIC_ARN: inAccount(':sns:eu-west-1:', ':sample-audit'),
        BACKUP_RECIPIENTS: '',
      },
    });
  });

  test.each(ENVIRONMENTS.map((environment) => [environment.name, environment] as const))(
    'of %s is led to no stand-in for an issuer',
    (_, environment) => {
      expect(JSON.stringify(templateOf(environment))).not.toContain('ISSUERS_ENDPOINT');
    },
  );

  test('asks no issuer where the row says so', () => {
    expect(settingsOf({ ...RETAINED, askIssuers: false })).toMatchObject({ Variables: { ASK_ISSUERS: 'no' } });
  });

  test('expects the key that the row of an adopted secret names', () => {
    expect(settingsOf(ADOPTED_WITH_KEY)).toMatchObject({ Variables: { EXPECTED_KMS_KEY: KEY_ARN } });
  });

  test('adds to an adopted secret where the row says so', () => {
    const secret = { mode: 'adopt', arn: ADOPTED_ARN, seedOnAdopt: true, noOtherServiceReads: true } as const;
    expect(settingsOf({ ...ADOPTED, secret })).toMatchObject({ Variables: { SEEDING: 'add' } });
  });
});

describe('the keeper’s log group', () => {
  test('keeps a year, under a name that a redeployment cannot meet again', () => {
    const { Tags: _, ...properties } = logGroupOf(RETAINED)[1].Properties;
    expect(properties).toEqual({ RetentionInDays: 365 });
  });

  test('outlives the stack of a retained environment', () => {
    const [, logGroup] = logGroupOf(RETAINED);
    expect(logGroup).toMatchObject({ DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' });
  });

  test('goes with the stack of a destroyed environment', () => {
    const [, logGroup] = logGroupOf(DESTROYED);
    expect(logGroup).toMatchObject({ DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' });
  });
});

describe('what CloudFormation asks of the keeper', () => {
  function request(environment: Environment, type: string) {
    const { ServiceToken: _, ...properties } = propertiesOf(environment, type);
    return properties;
  }

  test('is to seed every generated key of the catalogue', () => {
    expect(request(RETAINED, 'Custom::SecretSeed')).toEqual({
      ServiceTimeout: 180,
      Purpose: 'seed',
      SecretName: 'sample-app-secrets',
      Seeding: 'add',
      GeneratedKeys: ['STRAVA_VERIFY_TOKEN', 'FLASK_SECRET_KEY', 'GARMIN_ENCRYPTION_KEY'],
    });
  });

  test('is to reserve the name, without a list of keys that would ask again', () => {
    expect(request(RETAINED, 'Custom::SecretNameReservation')).toEqual({
      ServiceTimeout: 180,
      Purpose: 'reserve-name',
      SecretName: 'sample-app-secrets',
      Seeding: 'add',
      GeneratedKeys: [],
    });
  });

  test('is nothing about the name of an adopted secret', () => {
    templateOf(ADOPTED).resourceCountIs('Custom::SecretNameReservation', 0);
  });

  test.each([
    ['the AWS-managed key', ADOPTED, 'aws-managed'],
    ['the key that the row names', ADOPTED_WITH_KEY, KEY_ARN],
  ])('is to check an adopted secret for a foreign policy, and for %s', (_, environment, ExpectedKey) => {
    expect(request(environment, 'Custom::SecretPolicyCheck')).toEqual({
      ServiceTimeout: 180,
      Purpose: 'check-policy',
      SecretName: 'sample-app-secrets',
      Seeding: 'report',
      ExpectedKey,
      GeneratedKeys: [],
    });
  });

  test('is nothing about the policy of a secret that the stack creates', () => {
    templateOf(RETAINED).resourceCountIs('Custom::SecretPolicyCheck', 0);
  });

  test('is to report about an adopted secret, whose key is checked before', () => {
    expect(request(ADOPTED, 'Custom::SecretSeed')).toEqual({
      ServiceTimeout: 180,
      Purpose: 'seed',
      SecretName: 'sample-app-secrets',
      Seeding: 'report',
      GeneratedKeys: ['STRAVA_VERIFY_TOKEN', 'FLASK_SECRET_KEY', 'GARMIN_ENCRYPTION_KEY'],
    });
  });

  test('goes to the function itself', () => {
    const [keeper] = theOnly(resourcesOf(RETAINED), 'AWS::Lambda::Function');
    expect(propertiesOf(RETAINED, 'Custom::SecretSeed')['ServiceToken']).toEqual({ 'Fn::GetAtt': [keeper, 'Arn'] });
  });
});
