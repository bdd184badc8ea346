import { isObject, type Json, member } from '../assembly/json';
import type { Deployed } from './concrete';
import type { Live } from './reading';

/** Properties by which a resource is found: where AWS has it under others, it is not there. */
export const FOUND_BY: Readonly<Record<string, readonly string[]>> = {
  'AWS::SecretsManager::Secret': ['Name'],
  'AWS::SecretsManager::ResourcePolicy': ['SecretId'],
  'AWS::IAM::Role': ['RoleName'],
  'AWS::IAM::Policy': ['PolicyName', 'Roles', 'PolicyDocument'],
  'AWS::IAM::ManagedPolicy': ['ManagedPolicyName', 'Path'],
  'AWS::Lambda::Function': ['FunctionName'],
  'AWS::Lambda::ResourcePolicy': ['ResourceArn'],
  'AWS::CloudTrail::Trail': ['TrailName'],
  'AWS::S3::BucketPolicy': ['Bucket'],
  'AWS::Logs::LogGroup': ['LogGroupName'],
  'AWS::Logs::MetricFilter': ['FilterName', 'LogGroupName'],
  'AWS::Events::Rule': ['Name'],
  'AWS::CloudWatch::Alarm': ['AlarmName'],
  'AWS::CloudWatch::Dashboard': ['DashboardName'],
  'AWS::SNS::Topic': ['TopicName'],
  'AWS::SNS::TopicPolicy': ['Topics'],
  'AWS::SNS::Subscription': ['TopicArn', 'Protocol', 'Endpoint'],
  'AWS::SQS::Queue': ['QueueName'],
  'AWS::SQS::QueuePolicy': ['Queues'],
};

/** Holds nothing that could be changed. */
const NOTHING = 'AWS::CDK::Metadata';

/**
 * What the deployed template says and nobody has read, from what was read: a type or property that the template gets is named
 * here until something reads it.
 */
export function notCheckedOf({ template }: Pick<Deployed, 'template'>, live: Omit<Live, 'notRead'>): string[] {
  const resources = Object.entries(isObject(template['Resources']) ? template['Resources'] : {})
    .map(([id, resource]) => ({ id, type: String(member(resource, 'Type')), said: member(resource, 'Properties') }))
    .filter(({ type }) => type !== NOTHING);
  const isRead = new Set([
    ...live.whole,
    ...resources
      .filter(({ id }) => live.gone.includes(id) || live.readings.some(({ logicalId }) => logicalId === id))
      .map(({ type }) => type),
  ]);
  const types = new Set(resources.map(({ type }) => type).filter((type) => !isRead.has(type)));
  const read = new Set(live.readings.map(({ logicalId, property }) => `${logicalId}.${property}`));
  const properties = new Map<string, Set<string>>();
  for (const { id, type, said } of resources.filter((each) => isRead.has(each.type) && !live.gone.includes(each.id))) {
    for (const name of namesIn(said).filter((each) => !FOUND_BY[type]?.includes(each) && !read.has(`${id}.${each}`))) {
      properties.set(name, (properties.get(name) ?? new Set()).add(type));
    }
  }
  return [
    ...(types.size === 0 ? [] : [`what runs of the types ${listed(types)}`]),
    ...[...properties].sort().map(([name, of]) => `\`${name}\` of ${listed(of)}`),
  ];
}

function namesIn(properties: Json | undefined): string[] {
  return isObject(properties) ? Object.keys(properties) : [];
}

function listed(names: ReadonlySet<string>): string {
  return [...names].sort().join(', ');
}
