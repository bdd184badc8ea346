import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import { Construct } from 'constructs';
import type { Place } from '../../environments/arn';
import type { AuditNames } from '../../environments/names';
import { AuditBucket } from './audit-bucket';
import { AuditLogGroup } from './audit-log-group';

/** Properties of `AuditTrail`. */
export interface AuditTrailProps {
  readonly place: Place;
  readonly names: AuditNames;
  /** The function whose invocations are recorded. */
  readonly keeperArn: string;
  /** Encrypts the files. @default - S3's own key */
  readonly encryptionKeyArn?: string;
}

/**
 * The trail, its bucket and its log group. A trail cannot be narrowed to Secrets Manager: event source is no field that
 * management events can be selected by.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedFieldSelector.html
 */
export class AuditTrail extends Construct {
  readonly bucketName: string;
  readonly logGroupName: string;

  constructor(scope: Construct, id: string, { place, names, keeperArn, encryptionKeyArn }: AuditTrailProps) {
    super(scope, id);
    const bucket = new AuditBucket(this, 'Bucket', { place, trailName: names.trail });
    const log = new AuditLogGroup(this, 'LogGroup', { deliveryRoleName: names.deliveryRole });
    const trail = new CfnTrail(this, 'Resource', {
      trailName: names.trail,
      isLogging: true,
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      enableLogFileValidation: true,
      s3BucketName: bucket.bucketName,
      kmsKeyId: encryptionKeyArn,
      cloudWatchLogsLogGroupArn: log.logGroup.logGroupArn,
      cloudWatchLogsRoleArn: log.deliveryRole.roleArn,
      advancedEventSelectors: [
        { name: 'Management events', fieldSelectors: [{ field: 'eventCategory', equalTo: ['Management'] }] },
        {
          name: 'Invocations of the keeper',
          fieldSelectors: [
            { field: 'eventCategory', equalTo: ['Data'] },
            { field: 'resources.type', equalTo: ['AWS::Lambda::Function'] },
            { field: 'resources.ARN', equalTo: [keeperArn] },
          ],
        },
      ],
    });
    // CloudTrail tries both deliveries when it is created.
    trail.node.addDependency(bucket.policy, log.deliveryPolicy);
    this.bucketName = bucket.bucketName;
    this.logGroupName = log.logGroup.logGroupName;
  }
}
