import { App, Stack } from 'aws-cdk-lib';
import type { Template } from 'aws-cdk-lib/assertions';
import { trailKeyStatements } from '../../../lib/stack/key/trail-key-statements';
import { auditTemplate, KEY } from './support';

const TRAIL_ARN = {
  'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':cloudtrail:eu-west-1:111122223333:trail/sample-audit']],
};
const RETAINED = { DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' };

let template: Template;
beforeAll(() => {
  template = auditTemplate();
});

/** Logical id and resource of the only one of `type`. */
function only(type: string): [string, Record<string, unknown>] {
  const [found, ...others] = Object.entries(template.findResources(type));
  if (found === undefined || others.length > 0) {
    throw new Error(`expected one ${type}, got ${others.length + (found === undefined ? 0 : 1)}`);
  }
  return found;
}

function properties(type: string): unknown {
  return only(type)[1]['Properties'];
}

describe('the trail', () => {
  test('records all Regions, all management events and who invokes the keeper', () => {
    const [bucket] = only('AWS::S3::Bucket');
    const [logGroup] = only('AWS::Logs::LogGroup');
    const [role] = only('AWS::IAM::Role');
    expect(properties('AWS::CloudTrail::Trail')).toEqual({
      TrailName: 'sample-audit',
      IsLogging: true,
      IsMultiRegionTrail: true,
      IncludeGlobalServiceEvents: true,
      EnableLogFileValidation: true,
      S3BucketName: { Ref: bucket },
      KMSKeyId: KEY.arn,
      CloudWatchLogsLogGroupArn: { 'Fn::GetAtt': [logGroup, 'Arn'] },
      CloudWatchLogsRoleArn: { 'Fn::GetAtt': [role, 'Arn'] },
      AdvancedEventSelectors: [
        { Name: 'Management events', FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] },
        {
          Name: 'Invocations of the keeper',
          FieldSelectors: [
            { Field: 'eventCategory', Equals: ['Data'] },
            { Field: 'resources.type', Equals: ['AWS::Lambda::Function'] },
            {
              Field: 'resources.ARN',
              Equals: [
                {
                  'Fn::Join': [
                    '',
                    ['arn:', { Ref: 'AWS::Partition' }, ':lambda:eu-west-1:111122223333:function:sample-secret-keeper'],
                  ],
                },
              ],
            },
          ],
        },
      ],
    });
  });

  test('waits for what lets it deliver', () => {
    const policies = ['AWS::S3::BucketPolicy', 'AWS::IAM::Policy'].map((type) => only(type)[0]);
    expect(only('AWS::CloudTrail::Trail')[1]['DependsOn']).toEqual(expect.arrayContaining(policies));
  });
});

describe('the bucket', () => {
  test('is closed, versioned and encrypted, and has a stated end', () => {
    expect(properties('AWS::S3::Bucket')).toEqual({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      VersioningConfiguration: { Status: 'Enabled' },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
      LifecycleConfiguration: {
        Rules: [
          {
            Id: 'keep',
            Status: 'Enabled',
            Transitions: [{ StorageClass: 'GLACIER_IR', TransitionInDays: 90 }],
            ExpirationInDays: 1096,
            NoncurrentVersionExpiration: { NoncurrentDays: 365 },
            AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
          },
          { Id: 'clear-markers', Status: 'Enabled', ExpiredObjectDeleteMarker: true },
        ],
      },
    });
  });

  test('lets this trail deliver, by TLS, and nobody else', () => {
    const [bucket] = only('AWS::S3::Bucket');
    const arn = { 'Fn::GetAtt': [bucket, 'Arn'] };
    const below = (path: string) => ({ 'Fn::Join': ['', [arn, path]] });
    expect(properties('AWS::S3::BucketPolicy')).toEqual({
      Bucket: { Ref: bucket },
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'OnlyOverTls',
            Effect: 'Deny',
            Principal: '*',
            Action: 's3:*',
            Resource: [arn, below('/*')],
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          },
          {
            Sid: 'TrailLooks',
            Effect: 'Allow',
            Principal: { Service: 'cloudtrail.amazonaws.com' },
            Action: 's3:GetBucketAcl',
            Resource: arn,
            Condition: { StringEquals: { 'aws:SourceArn': TRAIL_ARN } },
          },
          {
            Sid: 'TrailDelivers',
            Effect: 'Allow',
            Principal: { Service: 'cloudtrail.amazonaws.com' },
            Action: 's3:PutObject',
            Resource: below('/AWSLogs/111122223333/*'),
            Condition: {
              StringEquals: { 'aws:SourceArn': TRAIL_ARN, 's3:x-amz-acl': 'bucket-owner-full-control' },
            },
          },
        ],
      },
    });
  });
});

describe('the log group', () => {
  test('keeps a year, under a name that the next stack cannot meet', () => {
    expect(properties('AWS::Logs::LogGroup')).toEqual({ RetentionInDays: 365 });
  });

  test('is written by CloudTrail only', () => {
    const [logGroup] = only('AWS::Logs::LogGroup');
    const [role] = only('AWS::IAM::Role');
    expect(properties('AWS::IAM::Role')).toEqual({
      RoleName: 'sample-audit-delivery-role',
      Description: 'CloudTrail, delivering to its log group',
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { Service: 'cloudtrail.amazonaws.com' }, Action: 'sts:AssumeRole' }],
      },
    });
    expect(properties('AWS::IAM::Policy')).toMatchObject({
      Roles: [{ Ref: role }],
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'Deliver',
            Effect: 'Allow',
            Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
            Resource: [{ 'Fn::GetAtt': [logGroup, 'Arn'] }],
          },
        ],
      },
    });
  });
});

test.each(['AWS::S3::Bucket', 'AWS::S3::BucketPolicy', 'AWS::Logs::LogGroup'])('%s outlives the stack', (type) => {
  expect(only(type)[1]).toMatchObject(RETAINED);
});

test('the key’s policy lets this trail encrypt, and the account read by S3 what it encrypted', () => {
  // GIVEN
  const place = { partition: 'aws', account: '111122223333', region: 'eu-west-1' };
  const trailArn = 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/sample-audit';
  const inAnyRegion = 'arn:aws:cloudtrail:*:111122223333:trail/sample-audit';
  const StringLike = { 'kms:EncryptionContext:aws:cloudtrail:arn': inAnyRegion };
  const Principal = { Service: 'cloudtrail.amazonaws.com' };

  // WHEN
  const stack = new Stack(new App(), 'Stack', { env: place });
  const statements = trailKeyStatements(place, 'sample-audit').map((statement) =>
    stack.resolve(statement.toStatementJson()),
  );

  // THEN
  expect(statements).toEqual([
    {
      Sid: 'TrailDescribesKey',
      Effect: 'Allow',
      Principal,
      Action: 'kms:DescribeKey',
      Resource: '*',
      Condition: { StringEquals: { 'aws:SourceArn': trailArn } },
    },
    {
      Sid: 'TrailEncryptsFiles',
      Effect: 'Allow',
      Principal,
      Action: 'kms:GenerateDataKey*',
      Resource: '*',
      Condition: { StringEquals: { 'aws:SourceArn': trailArn }, StringLike },
    },
    {
      Sid: 'AccountReadsFiles',
      Effect: 'Allow',
      Principal: { AWS: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::111122223333:root']] } },
      Action: 'kms:Decrypt',
      Resource: '*',
      Condition: { StringEquals: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' }, StringLike },
    },
  ]);
});
