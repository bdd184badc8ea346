import { generateIdentity, identityToRecipient } from 'age-encryption';
import { Tags } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import type { Environment } from '../../lib/environments/row';
import { ENVIRONMENTS } from '../../lib/environments/rows';
import { ADOPTED, DESTROYED, RETAINED } from '../support/sample-environments';
import { countedByType, ofType, resourcesOf, stackOf, templateOf } from '../support/synthesized';

const OWN_TRAIL = ENVIRONMENTS.filter(({ audit }) => audit.trail.mode === 'create');
const SHARED_TRAIL = ENVIRONMENTS.filter(({ audit }) => audit.trail.mode === 'lean');

/** Types whose resources hold what cannot be made again, or cannot be attached a second time. */
const STATEFUL = [
  ...['AWS::SecretsManager::Secret', 'AWS::SecretsManager::ResourcePolicy', 'AWS::KMS::Key'],
  ...['AWS::Logs::LogGroup', 'AWS::S3::Bucket', 'AWS::S3::BucketPolicy', 'AWS::CloudTrail::Trail'],
];

/** Logical ids of what is stateful, by type. */
function statefulOf(environment: Environment): Record<string, string[]> {
  const resources = resourcesOf(environment);
  const ids = STATEFUL.map((type) => [type, Object.keys(ofType(resources, type)).sort()] as const);
  return Object.fromEntries(ids.filter(([, found]) => found.length > 0));
}

// A changed id makes CloudFormation replace the resource: the name of the secret would be taken by the one it retains, and
// the record would go on in another bucket.
const STATEFUL_OF_ALL = {
  'AWS::SecretsManager::Secret': ['SecretA720EF05'],
  'AWS::SecretsManager::ResourcePolicy': ['AccessPolicyD18466CD'],
  'AWS::Logs::LogGroup': ['SecretKeeperLogGroup6D63390D'],
};

test('every environment has a trail of its own or shares one', () => {
  expect(OWN_TRAIL.map(({ name }) => name)).toEqual(['production', 'staging']);
  expect(SHARED_TRAIL).toHaveLength(ENVIRONMENTS.length - OWN_TRAIL.length);
});

test.each(OWN_TRAIL)('the stateful resources of $name keep their logical ids', (environment) => {
  expect(statefulOf(environment)).toEqual({
    ...STATEFUL_OF_ALL,
    'AWS::KMS::Key': ['EncryptionKey1B843E66'],
    'AWS::Logs::LogGroup': ['AccessAuditTrailLogGroup0804CF54', 'SecretKeeperLogGroup6D63390D'],
    'AWS::S3::Bucket': ['AccessAuditTrailBucketAD53E739'],
    'AWS::S3::BucketPolicy': ['AccessAuditTrailBucketPolicy2C9857F8'],
    'AWS::CloudTrail::Trail': ['AccessAuditTrail24DA53AE'],
  });
});

test.each(SHARED_TRAIL)('the stateful resources of $name keep their logical ids', (environment) => {
  expect(statefulOf(environment)).toEqual(STATEFUL_OF_ALL);
});

test.each(ENVIRONMENTS)('the template of $name names no partition', (environment) => {
  expect(JSON.stringify(templateOf(environment).toJSON())).not.toContain('arn:aws:');
});

const RESOURCES_OF_ALL = {
  'AWS::CloudWatch::Alarm': 1,
  // One of them is the weekly schedule.
  'AWS::Events::Rule': 27,
  'AWS::IAM::ManagedPolicy': 4,
  'AWS::IAM::Policy': 4,
  'AWS::IAM::Role': 2,
  'AWS::Lambda::Function': 1,
  'AWS::Lambda::ResourcePolicy': 1,
  'AWS::Logs::LogGroup': 1,
  'AWS::SNS::Topic': 1,
  'AWS::SNS::TopicPolicy': 1,
  'AWS::SQS::Queue': 1,
  'AWS::SQS::QueuePolicy': 1,
  'AWS::SecretsManager::ResourcePolicy': 1,
  'AWS::SecretsManager::Secret': 1,
  'Custom::SecretNameReservation': 1,
  'Custom::SecretSeed': 1,
};

const RESOURCES_WITH_TRAIL = {
  ...RESOURCES_OF_ALL,
  'AWS::CloudTrail::Trail': 1,
  'AWS::CloudWatch::Alarm': 5,
  'AWS::CloudWatch::Dashboard': 1,
  // The further ones are about the key, the bucket and the log group.
  'AWS::Events::Rule': 29,
  'AWS::IAM::ManagedPolicy': 4,
  'AWS::IAM::Policy': 5,
  'AWS::IAM::Role': 3,
  'AWS::KMS::Key': 1,
  'AWS::Logs::LogGroup': 2,
  'AWS::Logs::MetricFilter': 35,
  'AWS::S3::Bucket': 1,
  'AWS::S3::BucketPolicy': 1,
};

test('there is no stack of a row that breaks a rule, on the day that it is made', () => {
  const reader = { arn: 'arn:aws:iam::111122223333:role/old', reason: 'until the move', expires: '2026-11-24' };
  const row = { ...RETAINED, transitionReaders: [reader] };
  expect(() => stackOf(row, '2026-11-24')).not.toThrow();
  expect(() => stackOf(row, '2026-11-25')).toThrow('environments must keep these rules:\nsample: transitionReaders: ');
});

test.each(OWN_TRAIL)('$name has exactly these resources', (environment) => {
  expect(countedByType(resourcesOf(environment))).toEqual(RESOURCES_WITH_TRAIL);
});

test.each(SHARED_TRAIL)('$name has exactly these resources', (environment) => {
  expect(countedByType(resourcesOf(environment))).toEqual(RESOURCES_OF_ALL);
});

test('an adopted secret has a check instead of a reservation, and no key of the stack', () => {
  const { 'AWS::KMS::Key': _, 'AWS::SecretsManager::Secret': __, ...rest } = RESOURCES_WITH_TRAIL;
  const { 'Custom::SecretNameReservation': ___, ...expected } = rest;
  expect(countedByType(resourcesOf(ADOPTED))).toEqual({
    ...expected,
    'AWS::Events::Rule': 28,
    'AWS::Logs::MetricFilter': 29,
    'Custom::SecretPolicyCheck': 1,
  });
});

describe('an environment’s stack', () => {
  test('is in the Region of the environments', () => {
    expect(stackOf(RETAINED).region).toBe('eu-west-1');
  });

  test('takes no account from whoever is logged in', () => {
    const restored = jest.replaceProperty(process, 'env', { ...process.env, CDK_DEFAULT_ACCOUNT: '999988887777' });
    expect(stackOf(RETAINED).environment).toBe('aws://unknown-account/eu-west-1');
    restored.restore();
  });

  test('is in the account that its row pins', () => {
    expect(stackOf({ ...RETAINED, account: '111122223333' }).environment).toBe('aws://111122223333/eu-west-1');
  });

  test('is protected from deletion where it retains', () => {
    expect(stackOf(RETAINED).terminationProtection).toBe(true);
  });

  test('is not protected from deletion where it goes with everything', () => {
    expect(stackOf(DESTROYED).terminationProtection).toBe(false);
  });

  test('has no tags that CloudFormation would copy to the secret', () => {
    // GIVEN
    const stack = stackOf(RETAINED);

    // WHEN
    Template.fromStack(stack);

    // THEN
    expect(stack.tags.tagValues()).toEqual({});
  });

  test('keeps its own tags in an app that has others', () => {
    const stack = stackOf(RETAINED);
    Tags.of(stack.node.root).add('Environment', 'all');
    Tags.of(stack.node.root).add('Owner', 'team');
    const rules = Object.values(Template.fromStack(stack).findResources('AWS::Events::Rule'));
    expect(rules.map(({ Properties }) => Properties.Tags)).toEqual(
      rules.map(() => [
        { Key: 'Application', Value: 'kaizencoach' },
        { Key: 'Environment', Value: 'sample' },
        { Key: 'Owner', Value: 'team' },
      ]),
    );
  });

  test('tags everything that can have tags', () => {
    // GIVEN
    const Tags = [
      { Key: 'Application', Value: 'kaizencoach' },
      { Key: 'Environment', Value: 'sample' },
    ];

    // WHEN
    const resources = Object.values(resourcesOf({ ...RETAINED, operatorRoleArns: [] }));

    // THEN
    const tagged = resources.filter(({ Properties }) => 'Tags' in Properties);
    expect(tagged.map(({ Properties }) => Properties['Tags'])).toEqual(tagged.map(() => Tags));
    const untagged = resources.filter(({ Properties }) => !('Tags' in Properties)).map(({ Type }) => Type);
    expect([...new Set(untagged)].sort()).toEqual([
      'AWS::IAM::ManagedPolicy',
      'AWS::IAM::Policy',
      'AWS::Lambda::ResourcePolicy',
      'AWS::Logs::MetricFilter',
      'AWS::S3::BucketPolicy',
      'AWS::SNS::TopicPolicy',
      'AWS::SQS::QueuePolicy',
      'AWS::SecretsManager::ResourcePolicy',
      'Custom::SecretNameReservation',
      'Custom::SecretSeed',
    ]);
  });

  test('outputs the role under a stable name', () => {
    const [role] = Object.keys(
      templateOf(RETAINED).findResources('AWS::IAM::Role', {
        Properties: { RoleName: 'sample-instance-role' },
      }),
    );
    templateOf(RETAINED).hasOutput('InstanceRoleArn', { Value: { 'Fn::GetAtt': [role, 'Arn'] } });
  });
});

/** Ids of the warnings that a synthesis shows, each once. */
function warningsOf(environment: Environment): string[] {
  const found = Annotations.fromStack(stackOf(environment)).findWarning('*', Match.anyValue());
  return found
    .map(({ entry }) => /\[ack: kaizencoach:([a-z-]+)\]$/.exec(String(entry.data))?.[1] ?? 'without id')
    .sort();
}

describe('the warnings of a synthesis', () => {
  const PRODUCTION = { ...RETAINED, tier: 'production' } as const;

  test('ask production for an account, for somebody to tell, and for operators', () => {
    expect(warningsOf(PRODUCTION)).toEqual(['account-pin', 'any-invoker', 'no-backup', 'nobody-told']);
  });

  test('ask others for no account', () => {
    expect(warningsOf(RETAINED)).toEqual(['any-invoker', 'nobody-told']);
  });

  test('end where the row says all of it', async () => {
    const environment = {
      ...PRODUCTION,
      account: '111122223333',
      operatorRoleArns: ['arn:aws:iam::111122223333:role/operator'],
      backupRecipients: [await identityToRecipient(await generateIdentity())],
      audit: { ...PRODUCTION.audit, subscriptions: ['alerts@kaizencoach.training'] },
    };
    expect(warningsOf(environment)).toEqual([]);
  });
});
