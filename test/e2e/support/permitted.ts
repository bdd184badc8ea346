import { GetPolicyCommand, GetPolicyVersionCommand, type IAMClient } from '@aws-sdk/client-iam';
import { runSimulation } from '@cloud-copilot/iam-simulate';
import { EMULATOR_ACCOUNT } from '../../../emulator/client-environment';
import { REGION } from '../../../lib/environments/row';

/** One call that the program noted. */
export interface NotedCall {
  readonly service: string;
  readonly operation: string;
  readonly resources: Readonly<Record<string, string>>;
}

/** What IAM is asked for a call. */
export interface Ask {
  readonly action: string;
  readonly resource: string;
}

const PREFIXES: Readonly<Record<string, string>> = {
  Lambda: 'lambda',
  AppRunner: 'apprunner',
  ECS: 'ecs',
  CloudWatchLogs: 'logs',
  IAM: 'iam',
  SecretsManager: 'secretsmanager',
  CloudFormation: 'cloudformation',
  SNS: 'sns',
  EventBridge: 'events',
  CloudWatch: 'cloudwatch',
};

const regional = (service: string, resource: string) => `arn:aws:${service}:${REGION}:${EMULATOR_ACCOUNT}:${resource}`;

/** ARNs of what the deployment made, where a call names it otherwise. */
export interface Made {
  readonly secretArn: string;
  readonly stackId: string;
}

/** Action and resource of a call, as the Service Authorization Reference has them. */
export function askOf({ service, operation, resources }: NotedCall, { secretArn, stackId }: Made): Ask {
  const prefix = PREFIXES[service] ?? service;
  const action = operation === 'Invoke' ? 'lambda:InvokeFunction' : `${prefix}:${operation}`;
  const { service: calledService, services, serviceArn = calledService } = resources;
  const {
    FunctionName,
    ServiceArn = serviceArn,
    logGroupName,
    RoleName,
    PolicyArn,
    SecretId,
    StackName,
    TopicArn,
  } = resources;
  const resource =
    (FunctionName && regional('lambda', `function:${FunctionName}`)) ||
    (services && regional('ecs', `service/default/${services}`)) ||
    (logGroupName && regional('logs', `log-group:${logGroupName}`)) ||
    (PolicyArn ?? ServiceArn ?? TopicArn) ||
    (RoleName && `arn:aws:iam::${EMULATOR_ACCOUNT}:role/${RoleName}`) ||
    (SecretId && secretArn) ||
    (StackName && stackId) ||
    (operation === 'ListAlarmMuteRules' && regional('cloudwatch', 'alarm-mute-rule:*')) ||
    '*';
  return { action, resource };
}

/** The document of a managed policy, as IAM stores it. */
export async function managedPolicy(iam: IAMClient, name: string): Promise<object> {
  const PolicyArn = `arn:aws:iam::${EMULATOR_ACCOUNT}:policy/${name}`;
  const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn }));
  const version = { PolicyArn, VersionId: Policy?.DefaultVersionId ?? 'v1' };
  const { PolicyVersion } = await iam.send(new GetPolicyVersionCommand(version));
  const document: object = JSON.parse(decodeURIComponent(PolicyVersion?.Document ?? '{}'));
  return document;
}

/** Whether somebody who has these policies and nothing else may do it. */
export async function isPermitted(policies: readonly object[], { action, resource }: Ask): Promise<boolean> {
  const result = await runSimulation(
    {
      request: {
        principal: `arn:aws:sts::${EMULATOR_ACCOUNT}:assumed-role/operator/session`,
        action,
        resource: { resource, accountId: EMULATOR_ACCOUNT },
        contextVariables: {},
      },
      identityPolicies: policies.map((policy, index) => ({ name: `policy ${index}`, policy })),
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    },
    {},
  );
  if (result.resultType === 'error') {
    throw new Error(`${action} on ${resource} cannot be simulated: ${JSON.stringify(result.errors)}`);
  }
  return result.overallResult === 'Allowed';
}
