import { CfnBucket, CfnBucketPolicy } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { type Place, regionalArn } from '../../environments/arn';
import { acknowledge } from '../acknowledge';
import { removalPolicy } from '../removal';

/** Properties of `AuditBucket`. */
export interface AuditBucketProps {
  readonly place: Place;
  /** Name of the only trail that may deliver. */
  readonly trailName: string;
}

/** From here on files are rarely read. */
const CHEAPER_AFTER_DAYS = 90;
/** The stated end of the record: three years. */
const KEPT_DAYS = 1096;
/** What somebody deletes or overwrites can be had back for a year. */
const KEPT_WHEN_DELETED_DAYS = 365;

/** Where the trail's files are. It outlives the stack with its policy, and has no name that would block the next one. */
export class AuditBucket extends Construct {
  readonly bucketName: string;
  /** Delivery needs it. */
  readonly policy: CfnBucketPolicy;

  constructor(scope: Construct, id: string, { place, trailName }: AuditBucketProps) {
    super(scope, id);
    const bucket = new CfnBucket(this, 'Resource', {
      publicAccessBlockConfiguration: {
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      ownershipControls: { rules: [{ objectOwnership: 'BucketOwnerEnforced' }] },
      versioningConfiguration: { status: 'Enabled' },
      bucketEncryption: {
        serverSideEncryptionConfiguration: [{ serverSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }],
      },
      lifecycleConfiguration: { rules: lifecycle() },
    });
    bucket.applyRemovalPolicy(removalPolicy('retain'));
    acknowledge(bucket, {
      id: 'AwsSolutions-S1',
      reason:
        'Access logs would need a second bucket and would say less: the trail itself records every change of this bucket, ' +
        'and digests prove that no file was changed.',
    });
    this.bucketName = bucket.ref;
    this.policy = new CfnBucketPolicy(this, 'Policy', {
      bucket: bucket.ref,
      policyDocument: policyDocument(bucket.attrArn, place, trailName),
    });
    this.policy.applyRemovalPolicy(removalPolicy('retain'));
  }
}

/** S3 moves no object under 128 KB by default: for those, moving would cost more than it saves. */
function lifecycle(): CfnBucket.RuleProperty[] {
  return [
    {
      id: 'keep',
      status: 'Enabled',
      transitions: [{ storageClass: 'GLACIER_IR', transitionInDays: CHEAPER_AFTER_DAYS }],
      expirationInDays: KEPT_DAYS,
      noncurrentVersionExpiration: { noncurrentDays: KEPT_WHEN_DELETED_DAYS },
      abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
    },
    { id: 'clear-markers', status: 'Enabled', expiredObjectDeleteMarker: true },
  ];
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html */
function policyDocument(bucketArn: string, place: Place, trailName: string): object {
  const trailArn = regionalArn(place, 'cloudtrail', `trail/${trailName}`);
  const cloudTrail = { Effect: 'Allow', Principal: { Service: 'cloudtrail.amazonaws.com' } };
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'OnlyOverTls',
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: [bucketArn, `${bucketArn}/*`],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
      {
        Sid: 'TrailLooks',
        ...cloudTrail,
        Action: 's3:GetBucketAcl',
        Resource: bucketArn,
        Condition: { StringEquals: { 'aws:SourceArn': trailArn } },
      },
      {
        Sid: 'TrailDelivers',
        ...cloudTrail,
        Action: 's3:PutObject',
        Resource: `${bucketArn}/AWSLogs/${place.account}/*`,
        Condition: { StringEquals: { 'aws:SourceArn': trailArn, 's3:x-amz-acl': 'bucket-owner-full-control' } },
      },
    ],
  };
}
