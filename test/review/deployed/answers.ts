import { isList, type Json, type JsonObject, member } from '../../../lib/review/assembly/json';
import type { Deployed } from '../../../lib/review/deployed/concrete';
import { resourcesOfType } from './deployed-template';

/** What AWS says, by the name of the command that asks. */
export type Answers = Readonly<Record<string, (asked: JsonObject) => object>>;

/** What an AWS says in which `deployed` is and nobody has touched anything. */
export function answersOf(deployed: Deployed): Answers {
  const find = (type: string, key: string, value: Json | undefined) =>
    resourcesOfType(deployed, type).find(({ properties, physical }) =>
      key === 'Ref' ? physical === value : [properties[key]].flat().includes(value ?? null),
    )?.properties ?? {};
  const of = (type: string, physical: Json | undefined) => find(type, 'Ref', physical);
  const text = (value: Json | undefined) => (value === undefined ? undefined : JSON.stringify(value));
  const list = (value: Json | undefined): readonly Json[] => (isList(value) ? value : []);
  const policies = (role: Json | undefined) =>
    resourcesOfType(deployed, 'AWS::IAM::Policy').filter(({ properties }) =>
      list(properties['Roles']).includes(role ?? null),
    );
  return {
    ...stackAnswers(deployed),
    DescribeSecret: ({ SecretId }) => ({ ...of('AWS::SecretsManager::Secret', SecretId), RotationEnabled: false }),
    GetResourcePolicy: ({ SecretId }) => ({
      ResourcePolicy: text(of('AWS::SecretsManager::ResourcePolicy', SecretId)['ResourcePolicy']),
    }),
    GetKeyPolicy: ({ KeyId }) => ({ Policy: text(of('AWS::KMS::Key', KeyId)['KeyPolicy']) }),
    DescribeKey: ({ KeyId }) => ({ KeyMetadata: { ...of('AWS::KMS::Key', KeyId), Enabled: true } }),
    ListGrants: () => ({ Grants: [] }),
    GetRole: ({ RoleName }) => {
      const { AssumeRolePolicyDocument, ...role } = of('AWS::IAM::Role', RoleName);
      return { Role: { ...role, AssumeRolePolicyDocument: text(AssumeRolePolicyDocument), MaxSessionDuration: 3600 } };
    },
    ListRolePolicies: ({ RoleName }) => ({
      PolicyNames: policies(RoleName).map(({ properties }) => properties['PolicyName']),
    }),
    GetRolePolicy: ({ RoleName, PolicyName }) => {
      const policy = policies(RoleName).find(({ properties }) => properties['PolicyName'] === PolicyName);
      return { PolicyDocument: text(policy?.properties['PolicyDocument']) };
    },
    ListAttachedRolePolicies: ({ RoleName }) => ({
      AttachedPolicies: list(of('AWS::IAM::Role', RoleName)['ManagedPolicyArns']).map((PolicyArn) => ({ PolicyArn })),
    }),
    GetFunctionConfiguration: ({ FunctionName }) => ({
      ...of('AWS::Lambda::Function', FunctionName),
      ...{ TracingConfig: { Mode: 'PassThrough' }, Architectures: ['x86_64'], Layers: [] },
      ...{ EphemeralStorage: { Size: 512 }, SnapStart: { ApplyOn: 'None', OptimizationStatus: 'Off' } },
    }),
    GetFunctionConcurrency: () => ({}),
    // Of a function and of IAM.
    GetPolicy: ({ FunctionName }) => ({
      Policy:
        FunctionName === undefined
          ? { DefaultVersionId: 'v1' }
          : text(find('AWS::Lambda::ResourcePolicy', 'ResourceArn', FunctionName)['PolicyDocument']),
    }),
    GetPolicyVersion: ({ PolicyArn }) => ({
      PolicyVersion: { Document: text(of('AWS::IAM::ManagedPolicy', PolicyArn)['PolicyDocument']) },
    }),
    GetBucketPolicy: ({ Bucket }) => ({
      Policy: text(find('AWS::S3::BucketPolicy', 'Bucket', Bucket)['PolicyDocument']),
    }),
    GetQueueAttributes: ({ QueueUrl }) => ({
      Attributes: {
        ...Object.fromEntries(
          Object.entries(of('AWS::SQS::Queue', QueueUrl)).map(([name, value]) => [name, String(value)]),
        ),
        Policy: text(find('AWS::SQS::QueuePolicy', 'Queues', QueueUrl)['PolicyDocument']),
      },
    }),
    GetTrail: ({ Name }) => {
      const trail = of('AWS::CloudTrail::Trail', Name);
      const { KMSKeyId: KmsKeyId, EnableLogFileValidation: LogFileValidationEnabled } = trail;
      return { Trail: { ...trail, KmsKeyId, LogFileValidationEnabled, IsOrganizationTrail: false } };
    },
    GetTrailStatus: ({ Name }) => of('AWS::CloudTrail::Trail', Name),
    GetEventSelectors: ({ TrailName }) => of('AWS::CloudTrail::Trail', TrailName),
    DescribeRule: ({ Name }) => {
      const { EventPattern, ...rule } = of('AWS::Events::Rule', Name);
      return { ...rule, EventPattern: text(EventPattern), EventBusName: 'default' };
    },
    ListTargetsByRule: ({ Rule }) => of('AWS::Events::Rule', Rule),
    DescribeLogGroups: ({ logGroupNamePrefix }) => ({
      logGroups: resourcesOfType(deployed, 'AWS::Logs::LogGroup')
        .filter(({ physical }) => physical.startsWith(String(logGroupNamePrefix)))
        .map(({ physical, properties }) => ({
          logGroupName: physical,
          retentionInDays: properties['RetentionInDays'],
          logGroupClass: 'STANDARD',
        })),
    }),
    DescribeMetricFilters: ({ logGroupName }) => ({
      metricFilters: resourcesOfType(deployed, 'AWS::Logs::MetricFilter')
        .map(({ properties }) => inLowerCase(properties))
        .filter((filter) => logGroupName === undefined || filter['logGroupName'] === logGroupName)
        .map((filter) => ({
          ...filter,
          metricTransformations: list(filter['metricTransformations']).map(inLowerCase),
        })),
    }),
    DescribeAlarms: ({ AlarmNames }) => ({
      MetricAlarms: list(AlarmNames).map((name) => ({
        ...{ ActionsEnabled: true, OKActions: [], InsufficientDataActions: [], Dimensions: [] },
        ...of('AWS::CloudWatch::Alarm', name),
      })),
    }),
    GetDashboard: ({ DashboardName }) => of('AWS::CloudWatch::Dashboard', DashboardName),
    GetTopicAttributes: ({ TopicArn }) => ({
      Attributes: {
        ...of('AWS::SNS::Topic', TopicArn),
        Policy: text(find('AWS::SNS::TopicPolicy', 'Topics', TopicArn)['PolicyDocument']),
      },
    }),
    GetDataProtectionPolicy: () => ({ DataProtectionPolicy: '' }),
    ListSubscriptionsByTopic: () => ({
      Subscriptions: resourcesOfType(deployed, 'AWS::SNS::Subscription').map(({ properties, physical }) => ({
        ...properties,
        SubscriptionArn: physical,
      })),
    }),
    GetSubscriptionAttributes: ({ SubscriptionArn }) => ({
      Attributes: {
        ...of('AWS::SNS::Subscription', SubscriptionArn),
        ...{ RawMessageDelivery: 'false', FilterPolicy: '{}', FilterPolicyScope: 'MessageAttributes' },
      },
    }),
  };
}

function stackAnswers({ template, types, physicalIds, stackId }: Deployed): Answers {
  return {
    DescribeStacks: () => ({ Stacks: [{ StackId: stackId, EnableTerminationProtection: true }] }),
    GetTemplate: () => ({ TemplateBody: JSON.stringify(template) }),
    ListStackResources: () => ({
      StackResourceSummaries: [...types].map(([LogicalResourceId, ResourceType]) => ({
        ...{ LogicalResourceId, ResourceType },
        PhysicalResourceId: physicalIds.get(LogicalResourceId),
      })),
    }),
  };
}

/** By the names that CloudWatch Logs has: `FilterName` is `filterName`. */
function inLowerCase(value: Json): JsonObject {
  const keys = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  return Object.fromEntries(
    keys.map((key) => [`${key.charAt(0).toLowerCase()}${key.slice(1)}`, member(value, key) ?? null]),
  );
}
