import { type Place, regionalArn, roleArn } from '../../environments/arn';
import { resourceNames } from '../../environments/names';
import type { Environment } from '../../environments/row';

/** Actions on resources, as a statement of an IAM policy. */
export interface Permission {
  readonly sid: string;
  /** @default 'Allow' */
  readonly effect?: 'Deny';
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

/** What an operator needs: to ask the keeper, to reload the app, and to read what the app logged. Never the value. */
export function operatorPermissions(place: Place, environment: Environment): readonly Permission[] {
  const { service } = environment;
  return [
    {
      sid: 'AskKeeper',
      actions: ['lambda:InvokeFunction'],
      resources: [regionalArn(place, 'lambda', `function:${resourceNames(environment).keeperFunction}`)],
    },
    // Has no resource of its own (Service Authorization Reference, AWS App Runner).
    { sid: 'FindService', actions: ['apprunner:ListServices'], resources: ['*'] },
    {
      sid: 'ReloadService',
      actions: ['apprunner:ListOperations', 'apprunner:StartDeployment'],
      resources: [serviceArn(place, service)],
    },
    {
      sid: 'ReadAppLog',
      actions: ['logs:DescribeLogStreams', 'logs:FilterLogEvents'],
      resources: [regionalArn(place, 'logs', `log-group:/aws/apprunner/${service}/*`)],
    },
  ];
}

/** What the proof needs that the app runs with what is stored: what an operator may, but start a deployment. */
export function verifierPermissions(place: Place, environment: Environment): readonly Permission[] {
  return operatorPermissions(place, environment).map(({ actions, ...rest }) => ({
    ...rest,
    actions: actions.filter((action) => action !== 'apprunner:StartDeployment'),
  }));
}

/**
 * What the examination and the drill need beside what an operator has: to read settings, none of them a value, and to be
 * refused the value.
 */
export function doctorPermissions(
  place: Place,
  environment: Environment,
  made: { readonly secretArn: string; readonly topicArn: string; readonly stackId: string },
): readonly Permission[] {
  const { service, managedPolicyArns = [] } = environment;
  return [
    {
      sid: 'SeeSecret',
      actions: ['secretsmanager:DescribeSecret', 'secretsmanager:GetResourcePolicy'],
      resources: [made.secretArn],
    },
    {
      sid: 'SeeRole',
      actions: ['iam:GetRole', 'iam:GetRolePolicy', 'iam:ListAttachedRolePolicies', 'iam:ListRolePolicies'],
      resources: [roleArn(place, resourceNames(environment).instanceRole)],
    },
    ...(managedPolicyArns.length === 0
      ? []
      : [{ sid: 'SeePolicies', actions: ['iam:GetPolicy', 'iam:GetPolicyVersion'], resources: managedPolicyArns }]),
    { sid: 'SeeStack', actions: ['cloudformation:ListStackResources'], resources: [made.stackId] },
    { sid: 'SeeSubscriptions', actions: ['sns:ListSubscriptionsByTopic'], resources: [made.topicArn] },
    { sid: 'SeeService', actions: ['apprunner:DescribeService'], resources: [serviceArn(place, service)] },
    // Lists and metrics, which are not asked of one resource; and a batch, which gives only what GetSecretValue would.
    {
      sid: 'DrillAlerts',
      actions: [
        'cloudtrail:LookupEvents',
        'cloudwatch:DescribeAlarmHistory',
        'cloudwatch:DescribeAlarms',
        'cloudwatch:GetMetricData',
        'events:ListRules',
        'secretsmanager:BatchGetSecretValue',
      ],
      resources: ['*'],
    },
  ];
}

/** App Runner appends an id to the service's name. */
function serviceArn(place: Place, service: string): string {
  return regionalArn(place, 'apprunner', `service/${service}/*`);
}
