/**
 * Operations that read: what they ask is told of by rows of their own, if at all. By service, each in full: an operation that
 * AWS adds stands on no list until somebody has looked at it.
 */
export const READING: Readonly<{ [service: string]: string }> = {
  secretsmanager: `
    BatchGetSecretValue DescribeSecret GetRandomPassword GetResourcePolicy GetSecretValue ListSecretVersionIds
    ListSecrets ValidateResourcePolicy
  `,
  kms: `
    DescribeCustomKeyStores DescribeKey GetKeyLastUsage GetKeyPolicy GetKeyRotationStatus GetParametersForImport
    GetPublicKey ListAliases ListGrants ListKeyPolicies ListKeyRotations ListKeys ListResourceTags ListRetirableGrants
  `,
  lambda: `
    GetAccountSettings GetAlias GetCapacityProvider GetCodeSigningConfig GetDurableExecution
    GetDurableExecutionHistory GetDurableExecutionState GetEventSourceMapping GetFunction GetFunctionCodeSigningConfig
    GetFunctionConcurrency GetFunctionConfiguration GetFunctionEventInvokeConfig GetFunctionRecursionConfig
    GetFunctionScalingConfig GetFunctionUrlConfig GetLayerVersion GetLayerVersionByArn GetLayerVersionPolicy GetPolicy
    GetProvisionedConcurrencyConfig GetResourcePolicy GetRuntimeManagementConfig ListAliases ListCapacityProviders
    ListCodeSigningConfigs ListDurableExecutionsByFunction ListEventSourceMappings ListFunctionEventInvokeConfigs
    ListFunctionUrlConfigs ListFunctionVersionsByCapacityProvider ListFunctions ListFunctionsByCodeSigningConfig
    ListLayerVersions ListLayers ListProvisionedConcurrencyConfigs ListTags ListVersionsByFunction
  `,
  iam: `
    GetAccessKeyLastUsed GetAccountAuthorizationDetails GetAccountPasswordPolicy GetAccountProperties
    GetAccountSummary GetContextKeysForCustomPolicy GetContextKeysForPrincipalPolicy GetCredentialReport
    GetDelegationRequest GetGroup GetGroupPolicy GetHumanReadableSummary GetInstanceProfile GetLoginProfile
    GetMFADevice GetOpenIDConnectProvider GetOrganizationsAccessReport GetOutboundWebIdentityFederationInfo GetPolicy
    GetPolicyVersion GetRole GetRolePolicy GetRoleTemplateVersion GetSAMLProvider GetSSHPublicKey GetServerCertificate
    GetServiceLastAccessedDetails GetServiceLastAccessedDetailsWithEntities GetServiceLinkedRoleDeletionStatus GetUser
    GetUserPolicy ListAccessKeys ListAccountAliases ListAttachedGroupPolicies ListAttachedRolePolicies
    ListAttachedUserPolicies ListDelegationRequests ListEntitiesForPolicy ListGroupPolicies ListGroups
    ListGroupsForUser ListInstanceProfileTags ListInstanceProfiles ListInstanceProfilesForRole ListMFADeviceTags
    ListMFADevices ListOpenIDConnectProviderTags ListOpenIDConnectProviders ListOrganizationsFeatures ListPolicies
    ListPoliciesGrantingServiceAccess ListPolicyTags ListPolicyVersions ListRolePolicies ListRoleTags ListRoles
    ListSAMLProviderTags ListSAMLProviders ListSSHPublicKeys ListServerCertificateTags ListServerCertificates
    ListServiceSpecificCredentials ListSigningCertificates ListUserPolicies ListUserTags ListUsers
    ListVirtualMFADevices SimulateCustomPolicy SimulatePrincipalPolicy
  `,
  cloudtrail: `
    DescribeQuery DescribeTrails GetChannel GetDashboard GetEventConfiguration GetEventDataStore GetEventSelectors
    GetImport GetInsightSelectors GetQueryResults GetResourcePolicy GetTrail GetTrailStatus ListChannels
    ListDashboards ListEventDataStores ListImportFailures ListImports ListInsightsData ListInsightsMetricData
    ListPublicKeys ListQueries ListTags ListTrails LookupEvents SearchSampleQueries
  `,
  logs: `
    DescribeAccountPolicies DescribeConfigurationTemplates DescribeDeliveries DescribeDeliveryDestinations
    DescribeDeliverySources DescribeDestinations DescribeExportTasks DescribeFieldIndexes DescribeImportTaskBatches
    DescribeImportTasks DescribeIndexPolicies DescribeLogGroups DescribeLogStreams DescribeLookupTables
    DescribeMetricFilters DescribeQueries DescribeQueryDefinitions DescribeResourcePolicies
    DescribeSubscriptionFilters FilterLogEvents GetDataProtectionPolicy GetDelivery GetDeliveryDestination
    GetDeliveryDestinationPolicy GetDeliverySource GetIntegration GetLogAnomalyDetector GetLogEvents GetLogFields
    GetLogGroupFields GetLogObject GetLogRecord GetLookupTable GetQueryResults GetScheduledQuery
    GetScheduledQueryHistory GetStorageTierPolicy GetTransformer ListAggregateLogGroupSummaries ListAnomalies
    ListIntegrations ListLogAnomalyDetectors ListLogGroups ListLogGroupsForQuery ListScheduledQueries
    ListSourcesForS3TableIntegration ListSyslogConfigurations ListTagsForResource ListTagsLogGroup TestMetricFilter
    TestTransformer
  `,
  events: `
    DescribeApiDestination DescribeArchive DescribeConnection DescribeEndpoint DescribeEventBus DescribeEventSource
    DescribePartnerEventSource DescribeReplay DescribeRule ListApiDestinations ListArchives ListConnections
    ListEndpoints ListEventBuses ListEventSources ListPartnerEventSourceAccounts ListPartnerEventSources ListReplays
    ListRuleNamesByTarget ListRules ListTagsForResource ListTargetsByRule TestEventPattern
  `,
  cloudwatch: `
    DescribeAlarmContributors DescribeAlarmHistory DescribeAlarms DescribeAlarmsForMetric DescribeAnomalyDetectors
    DescribeInsightRules GetAlarmMuteRule GetDashboard GetDataset GetInsightRuleReport GetMetricData
    GetMetricStatistics GetMetricStream GetMetricWidgetImage GetOTelEnrichment GetResourceMetricsConfiguration
    ListAlarmMuteRules ListDashboards ListManagedInsightRules ListMetricStreams ListMetrics ListTagsForResource
  `,
  sns: `
    GetDataProtectionPolicy GetEndpointAttributes GetPlatformApplicationAttributes GetSMSAttributes
    GetSMSSandboxAccountStatus GetSubscriptionAttributes GetTopicAttributes ListEndpointsByPlatformApplication
    ListOriginationNumbers ListPhoneNumbersOptedOut ListPlatformApplications ListSMSSandboxPhoneNumbers
    ListSubscriptions ListSubscriptionsByTopic ListTagsForResource ListTopics
  `,
  sqs: `
    GetQueueAttributes GetQueueUrl ListDeadLetterSourceQueues ListMessageMoveTasks ListQueueTags ListQueues
  `,
  s3: `
    GetBucketAbac GetBucketAccelerateConfiguration GetBucketAcl GetBucketAnalyticsConfiguration GetBucketCors
    GetBucketEncryption GetBucketIntelligentTieringConfiguration GetBucketInventoryConfiguration GetBucketLifecycle
    GetBucketLifecycleConfiguration GetBucketLocation GetBucketLogging GetBucketMetadataConfiguration
    GetBucketMetadataTableConfiguration GetBucketMetricsConfiguration GetBucketNotification
    GetBucketNotificationConfiguration GetBucketOwnershipControls GetBucketPolicy GetBucketPolicyStatus
    GetBucketReplication GetBucketRequestPayment GetBucketTagging GetBucketVersioning GetBucketWebsite GetObject
    GetObjectAcl GetObjectAnnotation GetObjectAttributes GetObjectLegalHold GetObjectLockConfiguration
    GetObjectRetention GetObjectTagging GetObjectTorrent GetPublicAccessBlock HeadBucket HeadObject
    ListBucketAnalyticsConfigurations ListBucketIntelligentTieringConfigurations ListBucketInventoryConfigurations
    ListBucketMetricsConfigurations ListBuckets ListDirectoryBuckets ListMultipartUploads ListObjectAnnotations
    ListObjectVersions ListObjects ListObjectsV2 ListParts
  `,
  cloudformation: `
    BatchDescribeTypeConfigurations DescribeAccountLimits DescribeChangeSet DescribeChangeSetHooks DescribeEvents
    DescribeGeneratedTemplate DescribeOrganizationsAccess DescribePublisher DescribeResourceScan
    DescribeStackDriftDetectionStatus DescribeStackEvents DescribeStackInstance DescribeStackRefactor
    DescribeStackResource DescribeStackResourceDrifts DescribeStackResources DescribeStackSet
    DescribeStackSetOperation DescribeStacks DescribeType DescribeTypeRegistration GetGeneratedTemplate GetHookResult
    GetStackPolicy GetTemplate GetTemplateSummary ListChangeSets ListExports ListGeneratedTemplates ListHookResults
    ListImports ListResourceScanRelatedResources ListResourceScanResources ListResourceScans
    ListStackInstanceResourceDrifts ListStackInstances ListStackRefactorActions ListStackRefactors ListStackResources
    ListStackSetAutoDeploymentTargets ListStackSetOperationResults ListStackSetOperations ListStackSets ListStacks
    ListTypeRegistrations ListTypeVersions ListTypes TestType ValidateTemplate
  `,
  apprunner: `
    DescribeAutoScalingConfiguration DescribeCustomDomains DescribeObservabilityConfiguration DescribeService
    DescribeVpcConnector DescribeVpcIngressConnection ListAutoScalingConfigurations ListConnections
    ListObservabilityConfigurations ListOperations ListServices ListServicesForAutoScalingConfiguration
    ListTagsForResource ListVpcConnectors ListVpcIngressConnections
  `,
  ecs: `
    DescribeCapacityProviders DescribeClusters DescribeContainerInstances DescribeDaemon DescribeDaemonDeployments
    DescribeDaemonRevisions DescribeDaemonTaskDefinition DescribeExpressGatewayService DescribeServiceDeployments
    DescribeServiceRevisions DescribeServices DescribeTaskDefinition DescribeTaskSets DescribeTasks
    DiscoverPollEndpoint GetTaskProtection ListAccountSettings ListAttributes ListClusters ListContainerInstances
    ListDaemonDeployments ListDaemonTaskDefinitions ListDaemons ListServiceDeployments ListServices
    ListServicesByNamespace ListTagsForResource ListTaskDefinitionFamilies ListTaskDefinitions ListTasks
  `,
  sts: `
    GetAccessKeyInfo GetCallerIdentity
  `,
};
