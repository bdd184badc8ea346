import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { InlinePolicy } from '../iam/inline-policy';
import { ServiceRole } from '../iam/service-role';
import { removalPolicy } from '../removal';

/** Properties of `AuditLogGroup`. */
export interface AuditLogGroupProps {
  /** Name of the role with which CloudTrail delivers. */
  readonly deliveryRoleName: string;
}

/**
 * Where metric filters see the trail's records. CloudWatch Logs encrypts it with a key of its own: under the environment's
 * key it would go blind in the very moment when somebody disables that key.
 */
export class AuditLogGroup extends Construct {
  readonly logGroup: LogGroup;
  readonly deliveryRole: ServiceRole;
  /** Delivery needs it. */
  readonly deliveryPolicy: InlinePolicy;

  constructor(scope: Construct, id: string, { deliveryRoleName }: AuditLogGroupProps) {
    super(scope, id);
    this.logGroup = new LogGroup(this, 'Resource', {
      retention: RetentionDays.ONE_YEAR,
      removalPolicy: removalPolicy('retain'),
    });
    this.deliveryRole = new ServiceRole(this, 'DeliveryRole', {
      roleName: deliveryRoleName,
      description: 'CloudTrail, delivering to its log group',
      service: 'cloudtrail.amazonaws.com',
    });
    this.deliveryPolicy = new InlinePolicy(this, 'Deliver', {
      roleName: this.deliveryRole.roleName,
      permissions: [
        {
          sid: 'Deliver',
          actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
          // Ends in `:*`, the streams of this very group.
          resources: [this.logGroup.logGroupArn],
        },
      ],
    });
  }
}
