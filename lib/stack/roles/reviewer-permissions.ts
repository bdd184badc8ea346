import { type Place, policyArn, regionalArn, roleArn } from '../../environments/arn';
import { auditNames, resourceNames } from '../../environments/names';
import type { Environment } from '../../environments/row';
import type { Permission } from '../iam/permission';

/** What only the resources know. */
export interface ReviewedResources {
  readonly secretArn: string;
  readonly topicArn: string;
  readonly stackId: string;
  /** The customer-managed key of the stack's own. @default - there is none, or it is not the stack's */
  readonly keyArn?: string;
  /** The trail's bucket. @default - the stack makes none */
  readonly bucketArn?: string;
}

/**
 * What a comparison of the code with what runs needs (`npm run review -- --deployed`): to look at settings, and never at the
 * value, whatever else the role may have.
 */
export function reviewerPermissions(
  place: Place,
  environment: Environment,
  made: ReviewedResources,
): readonly Permission[] {
  const { instanceRole, keeperFunction, keeperRole, ...people } = resourceNames(environment);
  const { prefix, trail, deliveryRole, failedDeliveries, dashboard } = auditNames(environment.resourcePrefix);
  const { secretArn, topicArn, stackId, keyArn, bucketArn } = made;
  // No Region (Service Authorization Reference).
  const dashboardArn = regionalArn({ ...place, region: '' }, 'cloudwatch', `dashboard/${dashboard}`);
  const policies = [people.operatorPolicy, people.doctorPolicy, people.drillerPolicy, people.reviewerPolicy];
  return [
    {
      sid: 'SeeStack',
      actions: ['cloudformation:DescribeStacks', 'cloudformation:GetTemplate', 'cloudformation:ListStackResources'],
      resources: [stackId],
    },
    {
      sid: 'SeeSecret',
      actions: ['secretsmanager:DescribeSecret', 'secretsmanager:GetResourcePolicy'],
      resources: [secretArn],
    },
    ...(keyArn === undefined
      ? []
      : [{ sid: 'SeeKey', actions: ['kms:DescribeKey', 'kms:GetKeyPolicy', 'kms:ListGrants'], resources: [keyArn] }]),
    {
      sid: 'SeeRoles',
      actions: ['iam:GetRole', 'iam:GetRolePolicy', 'iam:ListAttachedRolePolicies', 'iam:ListRolePolicies'],
      resources: [instanceRole, keeperRole, deliveryRole].map((name) => roleArn(place, name)),
    },
    {
      sid: 'SeePolicies',
      actions: ['iam:GetPolicy', 'iam:GetPolicyVersion'],
      resources: policies.map((name) => policyArn(place, name)),
    },
    {
      sid: 'SeeKeeper',
      actions: ['lambda:GetFunctionConcurrency', 'lambda:GetFunctionConfiguration', 'lambda:GetPolicy'],
      resources: [regionalArn(place, 'lambda', `function:${keeperFunction}`)],
    },
    {
      sid: 'SeeTrail',
      actions: ['cloudtrail:GetEventSelectors', 'cloudtrail:GetTrail', 'cloudtrail:GetTrailStatus'],
      resources: [regionalArn(place, 'cloudtrail', `trail/${trail}`)],
    },
    ...(bucketArn === undefined ? [] : [{ sid: 'SeeBucket', actions: ['s3:GetBucketPolicy'], resources: [bucketArn] }]),
    {
      sid: 'SeeRules',
      actions: ['events:DescribeRule', 'events:ListTargetsByRule'],
      resources: [regionalArn(place, 'events', `rule/${prefix}-*`)],
    },
    // Lists, which name no resource before they are asked (Service Authorization Reference).
    {
      sid: 'SeeLogsAndAlarms',
      actions: ['cloudwatch:DescribeAlarms', 'logs:DescribeLogGroups', 'logs:DescribeMetricFilters'],
      resources: ['*'],
    },
    {
      sid: 'SeeTopic',
      actions: [
        'sns:GetDataProtectionPolicy',
        // Asked of the topic: no policy can name a subscription (Service Authorization Reference).
        'sns:GetSubscriptionAttributes',
        'sns:GetTopicAttributes',
        'sns:ListSubscriptionsByTopic',
      ],
      resources: [topicArn],
    },
    {
      sid: 'SeeQueue',
      actions: ['sqs:GetQueueAttributes'],
      resources: [regionalArn(place, 'sqs', failedDeliveries)],
    },
    ...(environment.audit.dashboard
      ? [{ sid: 'SeeDashboard', actions: ['cloudwatch:GetDashboard'], resources: [dashboardArn] }]
      : []),
    {
      sid: 'NeverTheValue',
      effect: 'Deny',
      actions: ['kms:Decrypt', 'secretsmanager:BatchGetSecretValue', 'secretsmanager:GetSecretValue'],
      resources: ['*'],
    },
  ];
}
