/**
 * Members of requests that read like names, but name nothing that the audit watches: other kinds of resources, versions,
 * tokens, places in a list. By service, each in full: a member that AWS adds stands on no list until somebody has looked at it.
 */
export const NAMING_OTHERS: Readonly<{ [service: string]: string }> = {
  secretsmanager: `
    AddReplicaRegions[].KmsKeyId ExternalSecretRotationRoleArn KmsKeyId MoveToVersionId RemoveFromVersionId
    RotationLambdaARN
  `,
  kms: `
    AliasName CloudHsmClusterId Constraints.SourceArn CustomKeyStoreId CustomKeyStoreName GrantId KeyMaterialId Name
    NewCustomKeyStoreName PolicyName XksKeyId XksProxyAuthenticationCredential.AccessKeyId
    XksProxyVpcEndpointServiceName
  `,
  lambda: `
    AllowedPublishers.SigningProfileVersionArns[] AmazonManagedKafkaEventSourceConfig.ConsumerGroupId
    AmazonManagedKafkaEventSourceConfig.SchemaRegistryConfig.AccessConfigs[].URI
    AmazonManagedKafkaEventSourceConfig.SchemaRegistryConfig.SchemaRegistryURI CallbackId
    CapacityProviderConfig.LambdaManagedInstancesCapacityProviderConfig.CapacityProviderArn CapacityProviderName
    Code.ImageUri Code.S3Bucket Code.SourceKMSKeyArn CodeSigningConfigArn Content.S3Bucket DeadLetterConfig.TargetArn
    DocumentDBEventSourceConfig.CollectionName DocumentDBEventSourceConfig.DatabaseName DurableConfig.KMSKeyArn
    DurableExecutionArn DurableExecutionName EventSourceArn FileSystemConfigs[].Arn ImageUri KMSKeyArn KmsKeyArn
    LayerName Name OrganizationId PermissionsConfig.CapacityProviderOperatorRoleArn PrincipalOrgID
    ProvisionedPollerConfig.PollerGroupName Queues[] RevisionId RuntimeVersionArn S3Bucket
    SelfManagedKafkaEventSourceConfig.ConsumerGroupId
    SelfManagedKafkaEventSourceConfig.SchemaRegistryConfig.AccessConfigs[].URI
    SelfManagedKafkaEventSourceConfig.SchemaRegistryConfig.SchemaRegistryURI SourceAccessConfigurations[].URI
    SourceArn SourceKMSKeyArn StatementId TenantId Topics[] UUID Updates[].ChainedInvokeOptions.FunctionName
    Updates[].ChainedInvokeOptions.TenantId Updates[].Id Updates[].Name Updates[].ParentId
    VpcConfig.SecurityGroupIds[] VpcConfig.SubnetIds[]
  `,
  iam: `
    AWSServiceName AccessKeyId Arn CertificateId ClientID ClientIDList[] DelegationRequestId GroupName
    InstanceProfileName Name NewGroupName NewServerCertificateName NewUserName OpenIDConnectProviderArn
    OrganizationsPolicyId OwnerAccountId Permissions.Parameters[].Name Permissions.PolicyTemplateArn PolicyName
    RedirectUrl RequestorWorkflowId SAMLProviderArn SSHPublicKeyId ServerCertificateName ServiceName
    ServiceSpecificCredentialId TemplateArn Url UserName VersionId VirtualMFADeviceName
  `,
  cloudtrail: `
    AdvancedEventSelectors[].Name CloudWatchLogsLogGroupArn CloudWatchLogsRoleArn DashboardId DelegatedAdminAccountId
    DeliveryS3Uri EventDataStoreOwnerAccountId FederationRoleArn ImportId ImportSource.S3.S3BucketAccessRoleArn
    ImportSource.S3.S3LocationUri KmsKeyId MemberAccountId QueryId ResourceArn S3BucketName SnsTopicName
  `,
  logs: `
    anomalyDetectorArn anomalyId dataSource.name deliveryDestinationArn
    deliveryDestinationConfiguration.destinationResourceArn deliveryDestinationName deliverySourceName destinationArn
    destinationConfiguration.lookupTableConfiguration.kmsKeyId
    destinationConfiguration.lookupTableConfiguration.roleArn
    destinationConfiguration.lookupTableConfiguration.tableName
    destinationConfiguration.s3Configuration.destinationIdentifier destinationConfiguration.s3Configuration.kmsKeyId
    destinationConfiguration.s3Configuration.ownerAccountId destinationConfiguration.s3Configuration.roleArn
    destinationName detectorName executionRoleArn expectedRevisionId filterName id identifier importId importRoleArn
    importSourceArn integrationArn integrationName kmsKeyId logGroupArnList[] logGroupIdentifiers[] logGroupNames[]
    logStreamName logStreamNames[] lookupTableArn lookupTableName metricTransformations[].metricName name
    parameters[].name patternId policyName queryDefinitionId queryId
    resourceConfig.openSearchResourceConfig.applicationArn resourceConfig.openSearchResourceConfig.dataSourceRoleArn
    resourceConfig.openSearchResourceConfig.kmsKeyArn roleArn targetArn taskId taskName
    transformerConfig[].dateTimeConverter.target transformerConfig[].listToMap.target vpcEndpointId
  `,
  events: `
    ArchiveName AuthParameters.ApiKeyAuthParameters.ApiKeyName AuthParameters.BasicAuthParameters.Username
    AuthParameters.ConnectivityParameters.ResourceParameters.ResourceConfigurationArn
    AuthParameters.OAuthParameters.ClientParameters.ClientID ConnectionArn DeadLetterConfig.Arn Destination.Arn
    Destination.FilterArns[] EndpointId Entries[].EventBusName Entries[].Resources[] EventBusName
    EventBuses[].EventBusArn EventSourceArn EventSourceName Ids[]
    InvocationConnectivityParameters.ResourceParameters.ResourceConfigurationArn KmsKeyIdentifier ReplayName RoleArn
    StatementId Targets[].Arn Targets[].BatchParameters.JobName Targets[].DeadLetterConfig.Arn
    Targets[].EcsParameters.ReferenceId Targets[].EcsParameters.TaskDefinitionArn Targets[].Id
    Targets[].RedshiftDataParameters.SecretManagerArn Targets[].RedshiftDataParameters.StatementName Targets[].RoleArn
    Targets[].SqsParameters.MessageGroupId
  `,
  cloudwatch: `
    ActionLogLineRoleArn AlarmMuteRuleName AlarmRule AnomalyDetectorId DatasetIdentifier Dimensions[].Name
    EntityMetricData[].MetricData[].MetricName ExcludeFilters[].MetricNames[] FirehoseArn
    IncludeFilters[].MetricNames[] KmsKeyArn ManagedRules[].ResourceARN ManagedRules[].TemplateName
    MetricData[].Dimensions[].Name MetricData[].MetricName MetricMathAnomalyDetector.MetricDataQueries[].AccountId
    MetricMathAnomalyDetector.MetricDataQueries[].Id MetricName Metrics[].AccountId Metrics[].Id
    Metrics[].MetricStat.Metric.MetricName Name Names[] ResourceArn RoleArn RuleName RuleNames[]
    ScheduledQueryConfiguration.LogGroupIdentifiers[] ScheduledQueryConfiguration.QueryARN
    ScheduledQueryConfiguration.ScheduledQueryRoleARN SingleMetricAnomalyDetector.AccountId
    SingleMetricAnomalyDetector.Dimensions[].Name SingleMetricAnomalyDetector.MetricName
    StatisticsConfigurations[].IncludeMetrics[].MetricName ThresholdMetricId
  `,
  sns: `
    AWSAccountId[] ActionName[] AttributeName EndpointArn MessageDeduplicationId MessageGroupId Name
    PlatformApplicationArn PublishBatchRequestEntries[].Id PublishBatchRequestEntries[].MessageDeduplicationId
    PublishBatchRequestEntries[].MessageGroupId TargetArn
  `,
  sqs: `
    AWSAccountIds[] AttributeNames[] DestinationArn Entries[].Id Entries[].MessageDeduplicationId
    Entries[].MessageGroupId MessageAttributeNames[] MessageDeduplicationId MessageGroupId
    MessageSystemAttributeNames[] ReceiveRequestAttemptId
  `,
  s3: `
    AccessControlPolicy.Grants[].Grantee.DisplayName AccessControlPolicy.Grants[].Grantee.ID
    AccessControlPolicy.Grants[].Grantee.URI AccessControlPolicy.Owner.DisplayName AccessControlPolicy.Owner.ID
    AnalyticsConfiguration.Id AnnotationName AnnotationTableConfiguration.EncryptionConfiguration.KmsKeyArn
    AnnotationTableConfiguration.Role BucketLoggingStatus.LoggingEnabled.TargetBucket CORSConfiguration.CORSRules[].ID
    CreateBucketConfiguration.Location.Name Delete.Objects[].VersionId Id IntelligentTieringConfiguration.Id
    InventoryConfiguration.Destination.S3BucketDestination.AccountId
    InventoryConfiguration.Destination.S3BucketDestination.Bucket InventoryConfiguration.Id
    InventoryTableConfiguration.EncryptionConfiguration.KmsKeyArn LifecycleConfiguration.Rules[].ID
    MetadataConfiguration.AnnotationTableConfiguration.EncryptionConfiguration.KmsKeyArn
    MetadataConfiguration.AnnotationTableConfiguration.Role
    MetadataConfiguration.InventoryTableConfiguration.EncryptionConfiguration.KmsKeyArn
    MetadataConfiguration.JournalTableConfiguration.EncryptionConfiguration.KmsKeyArn
    MetadataTableConfiguration.S3TablesDestination.TableBucketArn
    MetadataTableConfiguration.S3TablesDestination.TableName MetricsConfiguration.Filter.AccessPointArn
    MetricsConfiguration.Filter.And.AccessPointArn MetricsConfiguration.Id
    NotificationConfiguration.CloudFunctionConfiguration.CloudFunction
    NotificationConfiguration.CloudFunctionConfiguration.Id
    NotificationConfiguration.CloudFunctionConfiguration.InvocationRole
    NotificationConfiguration.LambdaFunctionConfigurations[].Id
    NotificationConfiguration.LambdaFunctionConfigurations[].LambdaFunctionArn
    NotificationConfiguration.QueueConfiguration.Id NotificationConfiguration.QueueConfiguration.Queue
    NotificationConfiguration.QueueConfigurations[].Id NotificationConfiguration.QueueConfigurations[].QueueArn
    NotificationConfiguration.TopicConfiguration.Id NotificationConfiguration.TopicConfiguration.Topic
    NotificationConfiguration.TopicConfigurations[].Id NotificationConfiguration.TopicConfigurations[].TopicArn
    ObjectEncryption.SSEKMS.KMSKeyArn ReplicationConfiguration.Role
    ReplicationConfiguration.Rules[].Destination.Bucket ReplicationConfiguration.Rules[].ID
    RestoreRequest.OutputLocation.S3.BucketName RestoreRequest.OutputLocation.S3.Encryption.KMSKeyId SSEKMSKeyId
    ServerSideEncryptionConfiguration.Rules[].ApplyServerSideEncryptionByDefault.KMSMasterKeyID UploadId VersionId
    WebsiteConfiguration.RedirectAllRequestsTo.HostName WebsiteConfiguration.RoutingRules[].Redirect.HostName
  `,
  cloudformation: `
    AddResources[].LogicalResourceId AdministrationRoleARN Arn ChangeSetName ConnectionArn
    DeploymentTargets.AccountsUrl DeploymentTargets.OrganizationalUnitIds[] ExecutionRoleArn ExecutionRoleName
    GeneratedTemplateName LoggingConfig.LogGroupName LoggingConfig.LogRoleArn LogicalResourceId LogicalResourceIds[]
    NewGeneratedTemplateName NotificationARNs[] OperationId OrganizationalUnitIds[] PublicTypeArn PublisherId
    RemoveResources[] ResourceMappings[].Destination.LogicalResourceId ResourceMappings[].Destination.StackName
    ResourceMappings[].Source.LogicalResourceId ResourceMappings[].Source.StackName
    ResourcesToImport[].LogicalResourceId Resources[].LogicalResourceId RetainResources[]
    RollbackConfiguration.RollbackTriggers[].Arn StackDefinitions[].TemplateURL StackId StackIdsUrl
    StackPolicyDuringUpdateURL StackPolicyURL StackRefactorId StackSetName TemplateURL TypeArn TypeName UniqueId
    VersionId
  `,
  apprunner: `
    AutoScalingConfigurationArn AutoScalingConfigurationName ConnectionArn ConnectionName DomainName
    IngressVpcConfiguration.VpcEndpointId IngressVpcConfiguration.VpcId
    NetworkConfiguration.EgressConfiguration.VpcConnectorArn ObservabilityConfiguration.ObservabilityConfigurationArn
    ObservabilityConfigurationArn ObservabilityConfigurationName ResourceArn ServiceArn ServiceName
    SourceConfiguration.AuthenticationConfiguration.AccessRoleArn
    SourceConfiguration.AuthenticationConfiguration.ConnectionArn SourceConfiguration.CodeRepository.RepositoryUrl
    SourceConfiguration.ImageRepository.ImageIdentifier VpcConnectorArn VpcConnectorName VpcIngressConnectionArn
    VpcIngressConnectionName
  `,
  ecs: `
    attachments[].attachmentArn attributes[].name attributes[].targetId autoScalingGroupProvider.autoScalingGroupArn
    capacityProviderArns[] clusterArn clusterName configuration.executeCommandConfiguration.kmsKeyId
    configuration.executeCommandConfiguration.logConfiguration.cloudWatchLogGroupName
    configuration.executeCommandConfiguration.logConfiguration.s3BucketName
    configuration.managedStorageConfiguration.fargateEphemeralStorageKmsKeyId
    configuration.managedStorageConfiguration.kmsKeyId containerDefinitions[].dependsOn[].containerName
    containerDefinitions[].environment[].name containerDefinitions[].extraHosts[].hostname
    containerDefinitions[].hostname containerDefinitions[].name containerDefinitions[].portMappings[].name
    containerDefinitions[].secrets[].name containerDefinitions[].ulimits[].name containerInstanceArn containerName
    containers[].containerName containers[].runtimeId daemonArn daemonName daemonTaskDefinitionArn
    deploymentConfiguration.alarms.alarmNames[] deploymentConfiguration.lifecycleHooks[].hookTargetArn
    deploymentConfiguration.lifecycleHooks[].roleArn externalId hookId inferenceAccelerators[].deviceName
    infrastructureRoleArn loadBalancers[].advancedConfiguration.alternateTargetGroupArn
    loadBalancers[].advancedConfiguration.productionListenerRule loadBalancers[].advancedConfiguration.roleArn
    loadBalancers[].advancedConfiguration.testListenerRule loadBalancers[].containerName
    loadBalancers[].loadBalancerName loadBalancers[].targetGroupArn managedAgents[].containerName
    managedAgents[].managedAgentName managedInstancesProvider.infrastructureRoleArn
    managedInstancesProvider.instanceLaunchTemplate.capacityReservations.reservationGroupArn
    managedInstancesProvider.instanceLaunchTemplate.ec2InstanceProfileArn
    managedInstancesProvider.instanceLaunchTemplate.instanceRequirements.acceleratorNames[]
    monitoring.metricConfigurations[].metricNames[] name overrides.containerOverrides[].name
    overrides.inferenceAcceleratorOverrides[].deviceName platformDevices[].id primaryContainer.environment[].name
    primaryContainer.secrets[].name principalArn proxyConfiguration.containerName proxyConfiguration.properties[].name
    referenceId resourceArn role runtimeId serviceArn
    serviceConnectConfiguration.logConfiguration.secretOptions[].name
    serviceConnectConfiguration.services[].discoveryName serviceConnectConfiguration.services[].portName
    serviceConnectConfiguration.services[].tls.roleArn serviceDeploymentArn serviceName
    serviceRegistries[].containerName serviceRegistries[].registryArn settings[].name taskDefinitionArn
    totalResources[].name volumeConfigurations[].managedEBSVolume.kmsKeyId
    volumeConfigurations[].managedEBSVolume.roleArn volumeConfigurations[].managedEBSVolume.snapshotId
    volumeConfigurations[].name volumes[].efsVolumeConfiguration.authorizationConfig.accessPointId
    volumes[].efsVolumeConfiguration.fileSystemId volumes[].fsxWindowsFileServerVolumeConfiguration.fileSystemId
    volumes[].name volumes[].s3filesVolumeConfiguration.accessPointArn
    volumes[].s3filesVolumeConfiguration.fileSystemArn
    vpcLatticeConfigurations[].advancedConfiguration.alternateTargetGroupArn
    vpcLatticeConfigurations[].advancedConfiguration.productionListenerRule
    vpcLatticeConfigurations[].advancedConfiguration.testListenerRule vpcLatticeConfigurations[].portName
    vpcLatticeConfigurations[].roleArn vpcLatticeConfigurations[].targetGroupArn
  `,
  sts: `
    ExternalId Name PolicyArns[].arn PrincipalArn ProvidedContexts[].ProviderArn ProviderId RoleSessionName
    TaskPolicyArn.arn
  `,
};
