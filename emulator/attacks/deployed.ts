import { CloudFormationClient, DescribeStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import * as v from 'valibot';
import { auditNames, resourceNames } from '../../lib/environments/names';
import { deploymentRoleArn } from '../../lib/environments/readers';
import { type Environment, REGION } from '../../lib/environments/row';
import { clientConfiguration, EMULATOR_ACCOUNT, OWN_CREDENTIALS } from '../client-environment';
import type { Call, Caller } from './caller';
import type { Deployed } from './scenario';
import { call } from './steps';

/** The emulator's own key, as variables. */
export const OWN_VARIABLES = {
  AWS_ACCESS_KEY_ID: OWN_CREDENTIALS.accessKeyId,
  AWS_SECRET_ACCESS_KEY: OWN_CREDENTIALS.secretAccessKey,
};

/**
 * Makes a call as the emulator itself.
 * @throws Error where it fails.
 */
export async function ownCall(caller: Caller, asked: Call): Promise<Record<string, unknown>> {
  const answer = await caller.call(OWN_VARIABLES, asked);
  if (!('ok' in answer)) {
    throw new Error(`${asked.service}.${asked.operation}: ${answer.message}`);
  }
  return answer.ok;
}

/** Id of the version that is current. */
export async function currentVersion(caller: Caller, secretName: string): Promise<string> {
  const found = await ownCall(caller, call('secretsmanager', 'get_secret_value', { SecretId: secretName }));
  return v.parse(v.looseObject({ VersionId: v.string() }), found).VersionId;
}

/**
 * What an environment's stack has made, with its policies.
 * @throws Error where the stack is not deployed as it should be.
 */
export async function deployedAs(environment: Environment, caller: Caller, endpoint: string): Promise<Deployed> {
  const client = new CloudFormationClient(clientConfiguration(endpoint));
  const { StackResources = [] } = await client.send(
    new DescribeStackResourcesCommand({ StackName: environment.stackId }),
  );
  client.destroy();
  const id = (type: string) =>
    StackResources.find(({ ResourceType }) => ResourceType === type)?.PhysicalResourceId ?? '';
  const names = resourceNames(environment);
  const audit = auditNames(environment.resourcePrefix);
  const keyId = id('AWS::KMS::Key');
  const { secretName } = environment;
  const own = (asked: Call) => ownCall(caller, asked);
  const secret = v.parse(
    v.looseObject({ ARN: v.string(), ResourcePolicy: v.string() }),
    await own(call('secretsmanager', 'get_resource_policy', { SecretId: secretName })),
  );
  const key = v.parse(
    v.looseObject({ Policy: v.string() }),
    await own(call('kms', 'get_key_policy', { KeyId: keyId, PolicyName: 'default' })),
  );
  const role = v.parse(
    v.looseObject({ Role: v.looseObject({ AssumeRolePolicyDocument: v.unknown() }) }),
    await own(call('iam', 'get_role', { RoleName: names.keeperRole })),
  );
  const bucket = id('AWS::S3::Bucket');
  const files = v.parse(
    v.looseObject({ Policy: v.string() }),
    await own(call('s3', 'get_bucket_policy', { Bucket: bucket })),
  );
  const selectors = v.parse(
    v.looseObject({ AdvancedEventSelectors: v.unknown() }),
    await own(call('cloudtrail', 'get_event_selectors', { TrailName: audit.trail })),
  );
  const topicArn = id('AWS::SNS::Topic');
  const topic = v.parse(
    v.looseObject({ Attributes: v.looseObject({ Policy: v.string() }) }),
    await own(call('sns', 'get_topic_attributes', { TopicArn: topicArn })),
  );
  const rule = v.parse(
    v.object({ Name: v.string(), EventPattern: v.string(), State: v.string(), Description: v.optional(v.string()) }),
    await own(call('events', 'describe_rule', { Name: `${audit.prefix}-value-read` })),
  );
  return {
    environment,
    secretName,
    secretArn: secret.ARN,
    versionId: await currentVersion(caller, secretName),
    secretPolicy: secret.ResourcePolicy,
    keyId,
    keyPolicy: key.Policy,
    keeperTrust: JSON.stringify(role.Role.AssumeRolePolicyDocument),
    keeperFunction: names.keeperFunction,
    keeperRole: names.keeperRole,
    instanceRole: names.instanceRole,
    executionRole: deploymentRoleArn({ partition: 'aws', account: EMULATOR_ACCOUNT, region: REGION }),
    trail: audit.trail,
    trailSelectors: selectors.AdvancedEventSelectors,
    bucket,
    bucketPolicy: files.Policy,
    topicArn,
    topicPolicy: topic.Attributes.Policy,
    logGroup:
      StackResources.filter(({ ResourceType }) => ResourceType === 'AWS::Logs::LogGroup')
        .map(({ PhysicalResourceId = '' }) => PhysicalResourceId)
        .find((name) => name.includes('Trail')) ?? '',
    valueReadRule: rule,
    prefix: `${audit.prefix}-`,
  };
}
