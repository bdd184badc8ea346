/**
 * Operations that read, among those that can name a resource of ours: what they ask is told of by rows of their own, if at all.
 * By service, each in full: an operation that AWS adds stands on no list until somebody has looked at it.
 */
export const READING: Readonly<{ [service: string]: string }> = {
  secretsmanager: `
    BatchGetSecretValue DescribeSecret GetResourcePolicy GetSecretValue ListSecretVersionIds
    ValidateResourcePolicy
  `,
  kms: `
    DescribeKey GetKeyLastUsage GetKeyPolicy GetKeyRotationStatus GetParametersForImport GetPublicKey ListAliases
    ListGrants ListKeyPolicies ListKeyRotations ListResourceTags
  `,
  lambda: `
    GetAlias GetFunction GetFunctionCodeSigningConfig GetFunctionConcurrency GetFunctionConfiguration
    GetFunctionEventInvokeConfig GetFunctionRecursionConfig GetFunctionScalingConfig GetFunctionUrlConfig
    GetPolicy GetProvisionedConcurrencyConfig GetResourcePolicy GetRuntimeManagementConfig ListAliases
    ListDurableExecutionsByFunction ListEventSourceMappings ListFunctionEventInvokeConfigs ListFunctionUrlConfigs
    ListProvisionedConcurrencyConfigs ListTags ListVersionsByFunction
  `,
  iam: `
    GetPolicy GetPolicyVersion GetRole GetRolePolicy ListAttachedRolePolicies ListEntitiesForPolicy
    ListInstanceProfilesForRole ListPolicyTags ListPolicyVersions ListRolePolicies ListRoleTags
  `,
  cloudtrail: `
    GetEventConfiguration GetEventSelectors GetInsightSelectors GetTrail GetTrailStatus ListInsightsMetricData
  `,
  logs: `
    DescribeLogStreams DescribeMetricFilters DescribeQueries DescribeResourcePolicies DescribeSubscriptionFilters
    FilterLogEvents GetDataProtectionPolicy GetLogEvents GetLogGroupFields GetTransformer ListSyslogConfigurations
    ListTagsForResource ListTagsLogGroup
  `,
  events: `
    DescribeApiDestination DescribeConnection DescribeEndpoint DescribeEventBus DescribeEventSource
    DescribePartnerEventSource DescribeRule ListTagsForResource ListTargetsByRule
  `,
  cloudwatch: `
    DescribeAlarmContributors DescribeAlarmHistory DescribeAlarms GetDashboard ListAlarmMuteRules
    ListManagedInsightRules ListTagsForResource
  `,
  sns: `
    GetDataProtectionPolicy GetSubscriptionAttributes GetTopicAttributes ListSubscriptionsByTopic
    ListTagsForResource
  `,
  sqs: `
    GetQueueAttributes GetQueueUrl ListDeadLetterSourceQueues ListMessageMoveTasks ListQueueTags
  `,
  s3: `
    GetBucketAbac GetBucketAccelerateConfiguration GetBucketAcl GetBucketAnalyticsConfiguration GetBucketCors
    GetBucketEncryption GetBucketIntelligentTieringConfiguration GetBucketInventoryConfiguration
    GetBucketLifecycle GetBucketLifecycleConfiguration GetBucketLocation GetBucketLogging
    GetBucketMetadataConfiguration GetBucketMetadataTableConfiguration GetBucketMetricsConfiguration
    GetBucketNotification GetBucketNotificationConfiguration GetBucketOwnershipControls GetBucketPolicy
    GetBucketPolicyStatus GetBucketReplication GetBucketRequestPayment GetBucketTagging GetBucketVersioning
    GetBucketWebsite GetObject GetObjectAcl GetObjectAnnotation GetObjectAttributes GetObjectLegalHold
    GetObjectLockConfiguration GetObjectRetention GetObjectTagging GetObjectTorrent GetPublicAccessBlock
    HeadBucket HeadObject ListBucketAnalyticsConfigurations ListBucketIntelligentTieringConfigurations
    ListBucketInventoryConfigurations ListBucketMetricsConfigurations ListMultipartUploads ListObjectAnnotations
    ListObjectVersions ListObjects ListObjectsV2 ListParts
  `,
  cloudformation: `
    DescribeChangeSet DescribeChangeSetHooks DescribeEvents DescribeStackEvents DescribeStackResource
    DescribeStackResourceDrifts DescribeStackResources DescribeStacks GetStackPolicy GetTemplate
    GetTemplateSummary ListChangeSets ListStackResources
  `,
};
