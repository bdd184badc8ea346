import { type Place, regionalArn, roleArn } from '../../environments/arn';
import { resourceNames } from '../../environments/names';
import type { Environment } from '../../environments/row';
import type { Permission } from '../iam/permission';
import { RUNTIME_PERMISSIONS, STARTS_TASKS } from './runtime-permissions';

/** What an operator needs: to ask the keeper, to reload the app, and to read what the app logged. Never the value. */
export function operatorPermissions(place: Place, environment: Environment): readonly Permission[] {
  const runtime = RUNTIME_PERMISSIONS[environment.runtime];
  return [
    {
      sid: 'AskKeeper',
      actions: ['lambda:InvokeFunction'],
      resources: [regionalArn(place, 'lambda', `function:${resourceNames(environment).keeperFunction}`)],
    },
    ...runtime.reload(place, environment),
    {
      sid: 'ReadAppLog',
      actions: ['logs:DescribeLogStreams', 'logs:FilterLogEvents'],
      resources: runtime.logGroups(place, environment),
    },
  ];
}

/** What the proof needs that the app runs with what is stored: what an operator may, but start a deployment. */
export function verifierPermissions(place: Place, environment: Environment): readonly Permission[] {
  return operatorPermissions(place, environment)
    .map(({ actions, ...rest }) => ({ ...rest, actions: actions.filter((action) => !STARTS_TASKS.has(action)) }))
    .filter(({ actions }) => actions.length > 0);
}

/** What the examination needs beside what an operator has: to read settings, none of them a value. */
export function doctorPermissions(
  place: Place,
  environment: Environment,
  made: { readonly secretArn: string; readonly topicArn: string; readonly stackId: string },
): readonly Permission[] {
  const { managedPolicyArns = [] } = environment;
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
    {
      sid: 'SeeSubscriptions',
      // Of a subscription the topic is asked: no policy can name it (Service Authorization Reference).
      actions: ['sns:GetSubscriptionAttributes', 'sns:ListSubscriptionsByTopic'],
      resources: [made.topicArn],
    },
    {
      sid: 'SeeMutes',
      actions: ['cloudwatch:ListAlarmMuteRules'],
      resources: [regionalArn(place, 'cloudwatch', 'alarm-mute-rule:*')],
    },
    ...RUNTIME_PERMISSIONS[environment.runtime].examine(place, environment),
    // Lists, which are not asked of one resource.
    { sid: 'SeeAlerts', actions: ['cloudwatch:DescribeAlarms', 'events:ListRules'], resources: ['*'] },
  ];
}

/**
 * What the drill needs beside what the examination does: to see what the alerts leave behind, and to be refused the value in a
 * batch, which gives only what GetSecretValue would. One that IAM refuses as a whole names no secret, and alerts nobody.
 */
export const DRILLER_PERMISSIONS: readonly Permission[] = [
  {
    sid: 'DrillAlerts',
    actions: [
      'cloudtrail:LookupEvents',
      'cloudwatch:DescribeAlarmHistory',
      'cloudwatch:GetMetricData',
      'secretsmanager:BatchGetSecretValue',
    ],
    // Records, histories, metrics and batches are of the account.
    resources: ['*'],
  },
];
