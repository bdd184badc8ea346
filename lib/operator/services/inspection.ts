import {
  CloudFormationClient,
  paginateListStackResources,
  type StackResourceSummary,
} from '@aws-sdk/client-cloudformation';
import { DescribeSecretCommand, GetResourcePolicyCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { type ClientOptions, client } from './client-options';
import { type AlarmInspection, inspectAlarms } from './inspect-alarms';
import { inspectRole, type Role } from './inspect-role';
import { inspectRules, type Rule } from './inspect-rules';
import { inspectSubscriptions, type SubscriptionInspection } from './inspect-subscriptions';
import { isNamed, serviceError } from './service-error';

/** What is known of a secret without reading it. */
export interface SecretFacts {
  readonly arn: string;
  /** It is scheduled for deletion. */
  readonly deleted: boolean;
  /** Staging labels that any version has. */
  readonly labels: readonly string[];
  /** The resource policy, as JSON text. */
  readonly policy?: string;
}

/** Reads what the doctor looks at; each part throws NotAllowedError where the caller may not. */
export interface Inspection extends AlarmInspection, SubscriptionInspection {
  /** Undefined where there is no such secret. */
  secret(name: string): Promise<SecretFacts | undefined>;
  /** Undefined where there is no such role. */
  role(name: string): Promise<Role | undefined>;
  /** Whether there is such a stack. */
  hasStack(stackName: string): Promise<boolean>;
  /** The topics of a stack, by ARN; undefined where there is no such stack. */
  topics(stackName: string): Promise<readonly string[] | undefined>;
  /** Names of the rules that a stack has made; undefined where there is no such stack. */
  rulesOf(stackName: string): Promise<readonly string[] | undefined>;
  /** Names of the alarms that a stack has made; undefined where there is no such stack. */
  alarmsOf(stackName: string): Promise<readonly string[] | undefined>;
  /** The rules whose names begin so, as they are. */
  rules(prefix: string): Promise<readonly Rule[]>;
}

/** The services themselves. */
export async function inspection(options: ClientOptions): Promise<Inspection> {
  const secrets = await client((settings) => new SecretsManagerClient(settings), options);
  const stacks = await client((settings) => new CloudFormationClient(settings), options);
  // Each part asks for a type of its own; the list is the same.
  const lists = new Map<string, Promise<readonly StackResourceSummary[] | undefined>>();
  const all = (stackName: string) => {
    const list = lists.get(stackName) ?? resources(stacks, stackName);
    lists.set(stackName, list);
    return list;
  };
  const ofType = async (stackName: string, type: string) => {
    const ofStack = (await all(stackName))?.filter(({ ResourceType }) => ResourceType === type);
    return ofStack?.flatMap(({ PhysicalResourceId }) => PhysicalResourceId ?? []);
  };
  return {
    secret: (name) => secretFacts(secrets, name),
    role: await inspectRole(options),
    hasStack: async (stackName) => (await all(stackName)) !== undefined,
    topics: (stackName) => ofType(stackName, 'AWS::SNS::Topic'),
    rulesOf: (stackName) => ofType(stackName, 'AWS::Events::Rule'),
    alarmsOf: (stackName) => ofType(stackName, 'AWS::CloudWatch::Alarm'),
    ...(await inspectAlarms(options)),
    rules: await inspectRules(options),
    ...(await inspectSubscriptions(options)),
  };
}

async function secretFacts(client: SecretsManagerClient, name: string): Promise<SecretFacts | undefined> {
  try {
    const {
      ARN = '',
      DeletedDate,
      VersionIdsToStages = {},
    } = await client.send(new DescribeSecretCommand({ SecretId: name }));
    const policy = DeletedDate === undefined ? await resourcePolicy(client, name) : undefined;
    return {
      arn: ARN,
      deleted: DeletedDate !== undefined,
      labels: Object.values(VersionIdsToStages).flat(),
      ...(policy === undefined ? {} : { policy }),
    };
  } catch (error) {
    if (isNamed(error, 'ResourceNotFoundException')) {
      return undefined;
    }
    throw serviceError(error, `looking at the secret ${name}`, 'secretsmanager:DescribeSecret and GetResourcePolicy');
  }
}

async function resourcePolicy(client: SecretsManagerClient, name: string): Promise<string | undefined> {
  const { ResourcePolicy } = await client.send(new GetResourcePolicyCommand({ SecretId: name }));
  return ResourcePolicy || undefined;
}

/** A stack's resources; undefined where there is no such stack. */
async function resources(
  client: CloudFormationClient,
  stackName: string,
): Promise<readonly StackResourceSummary[] | undefined> {
  try {
    const found: StackResourceSummary[] = [];
    for await (const { StackResourceSummaries = [] } of paginateListStackResources(
      { client },
      { StackName: stackName },
    )) {
      found.push(...StackResourceSummaries);
    }
    return found;
  } catch (error) {
    // CloudFormation's word for a stack that does not exist.
    if (isNamed(error, 'ValidationError')) {
      return undefined;
    }
    throw serviceError(
      error,
      `listing the resources of ${stackName}`,
      `cloudformation:ListStackResources on ${stackName}`,
    );
  }
}
