import type { Arena } from '../../../../../emulator/attacks/arena';
import type { Call } from '../../../../../emulator/attacks/caller';
import type { As } from '../../../../../emulator/attacks/scenario';
import { call } from '../../../../../emulator/attacks/steps';
import { auditNames, resourceNames } from '../../../../../lib/environments/names';
import { REGION } from '../../../../../lib/environments/row';
import { ask } from './keeper';
import { type Probe, verdicts } from './probe';

/** What one of the roles of the stack and of its people may do with their own hands. */
export const handsOf =
  (who: As): Probe =>
  (arena, known) =>
    verdicts(
      arena,
      handedCalls(arena).filter(([as]) => as === who),
      known,
    );

function handedCalls(arena: Arena): readonly (readonly [As, Call])[] {
  const { secretName, instanceRole, topicArn, environment, keyId, keeperFunction, trail, bucket } = arena.deployed;
  const StackName = environment.stackId;
  const ServiceArn = `arn:aws:apprunner:${REGION}:000000000000:service/${environment.service}/0`;
  const { prefix, dashboard, failedDeliveries } = auditNames(environment.resourcePrefix);
  const rule = `${prefix}-denied`;
  const PolicyArn = `arn:aws:iam::000000000000:policy/${resourceNames(environment).doctorPolicy}`;
  const QueueUrl = `${arena.emulator.endpoint}/000000000000/${failedDeliveries}`;
  const SubscriptionArn = `${topicArn}:of-nobody`;
  const secret = (operation: string, more: object = {}) =>
    call('secretsmanager', operation, { SecretId: secretName, ...more });
  const logGroupName = `/aws/apprunner/${environment.service}/0/application`;
  return [
    ['app', secret('get_secret_value')],
    ['keeper', secret('describe_secret')],
    ['keeper', call('cloudformation', 'describe_stacks', { StackName: environment.stackId })],
    ['keeper', secret('tag_resource', { Tags: [{ Key: 'other', Value: 'x' }] })],
    ['keeper', secret('tag_resource', { Tags: [] })],
    ['keeper', call('sns', 'publish', { TopicArn: topicArn, Message: 'of a probe' })],
    ['operator', ask(arena, 'status')],
    ['operator', call('logs', 'describe_log_streams', { logGroupName })],
    ['operator', call('logs', 'filter_log_events', { logGroupName })],
    ['operator', call('apprunner', 'list_services')],
    ['operator', call('apprunner', 'list_operations', { ServiceArn })],
    ['operator', call('apprunner', 'start_deployment', { ServiceArn })],
    ['doctor', call('apprunner', 'describe_service', { ServiceArn })],
    ['doctor', secret('describe_secret')],
    ['doctor', secret('get_resource_policy')],
    ['doctor', call('iam', 'get_role', { RoleName: instanceRole })],
    ['doctor', call('iam', 'get_role_policy', { RoleName: instanceRole, PolicyName: 'any' })],
    ['doctor', call('iam', 'list_attached_role_policies', { RoleName: instanceRole })],
    ['doctor', call('iam', 'list_role_policies', { RoleName: instanceRole })],
    ['doctor', call('cloudformation', 'list_stack_resources', { StackName: environment.stackId })],
    ['doctor', call('sns', 'list_subscriptions_by_topic', { TopicArn: topicArn })],
    ['doctor', call('sns', 'get_subscription_attributes', { SubscriptionArn })],
    ['doctor', call('events', 'list_rules', { NamePrefix: rule })],
    ['doctor', call('cloudwatch', 'describe_alarms')],
    ['doctor', call('cloudwatch', 'list_alarm_mute_rules')],
    ['driller', call('cloudwatch', 'describe_alarm_history')],
    ['driller', call('cloudwatch', 'get_metric_data', { MetricDataQueries: [], StartTime: 0, EndTime: 1 })],
    ['driller', call('cloudtrail', 'lookup_events')],
    ['driller', call('secretsmanager', 'batch_get_secret_value', { SecretIdList: ['of-nobody'] })],
    ['reviewer', call('cloudformation', 'describe_stacks', { StackName })],
    ['reviewer', call('cloudformation', 'get_template', { StackName })],
    ['reviewer', call('cloudformation', 'list_stack_resources', { StackName })],
    ['reviewer', secret('describe_secret')],
    ['reviewer', secret('get_resource_policy')],
    ['reviewer', call('kms', 'describe_key', { KeyId: keyId })],
    ['reviewer', call('kms', 'get_key_policy', { KeyId: keyId, PolicyName: 'default' })],
    ['reviewer', call('kms', 'list_grants', { KeyId: keyId })],
    ['reviewer', call('iam', 'get_role', { RoleName: instanceRole })],
    ['reviewer', call('iam', 'get_role_policy', { RoleName: instanceRole, PolicyName: 'any' })],
    ['reviewer', call('iam', 'list_attached_role_policies', { RoleName: instanceRole })],
    ['reviewer', call('iam', 'list_role_policies', { RoleName: instanceRole })],
    ['reviewer', call('iam', 'get_policy', { PolicyArn })],
    ['reviewer', call('iam', 'get_policy_version', { PolicyArn, VersionId: 'v0' })],
    ['reviewer', call('lambda', 'get_policy', { FunctionName: keeperFunction })],
    ['reviewer', call('s3', 'get_bucket_policy', { Bucket: bucket })],
    ['reviewer', call('sqs', 'get_queue_attributes', { QueueUrl, AttributeNames: ['Policy'] })],
    ['reviewer', call('cloudwatch', 'get_dashboard', { DashboardName: dashboard })],
    ['reviewer', call('lambda', 'get_function_configuration', { FunctionName: keeperFunction })],
    ['reviewer', call('cloudtrail', 'get_event_selectors', { TrailName: trail })],
    ['reviewer', call('cloudtrail', 'get_trail', { Name: trail })],
    ['reviewer', call('cloudtrail', 'get_trail_status', { Name: trail })],
    ['reviewer', call('events', 'describe_rule', { Name: rule })],
    ['reviewer', call('events', 'list_targets_by_rule', { Rule: rule })],
    ['reviewer', call('cloudwatch', 'describe_alarms')],
    ['reviewer', call('logs', 'describe_log_groups')],
    ['reviewer', call('logs', 'describe_metric_filters')],
    ['reviewer', call('sns', 'get_topic_attributes', { TopicArn: topicArn })],
    ['reviewer', call('sns', 'list_subscriptions_by_topic', { TopicArn: topicArn })],
    ['reviewer', call('sns', 'get_subscription_attributes', { SubscriptionArn })],
    ['reviewer', call('sns', 'get_data_protection_policy', { ResourceArn: topicArn })],
  ];
}
