import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { KEEPER_TAG_PREFIX } from '../../contract/record-tags';

/** Reading the value, and nothing about it. */
export function readValue(secretArn: string): PolicyStatement {
  return new PolicyStatement({
    sid: 'ReadValue',
    effect: Effect.ALLOW,
    actions: ['secretsmanager:GetSecretValue'],
    resources: [secretArn],
  });
}

/** Seeing whether the secret exists, and its tags and versions. */
export function describeSecret(...secretArns: readonly string[]): PolicyStatement {
  return new PolicyStatement({
    sid: 'DescribeSecret',
    effect: Effect.ALLOW,
    actions: ['secretsmanager:DescribeSecret'],
    resources: [...secretArns],
  });
}

/** Seeing the resource policy of an adopted secret, before the stack attaches its own. */
export function seePolicy(secretArn: string): PolicyStatement {
  return new PolicyStatement({
    sid: 'SeePolicy',
    effect: Effect.ALLOW,
    actions: ['secretsmanager:GetResourcePolicy'],
    resources: [secretArn],
  });
}

/** Reading the value in each version there is, and moving it to a new one; no administration. */
export function keepValue(secretArn: string): PolicyStatement {
  return new PolicyStatement({
    sid: 'KeepValue',
    effect: Effect.ALLOW,
    actions: [
      'secretsmanager:GetSecretValue',
      'secretsmanager:ListSecretVersionIds',
      'secretsmanager:PutSecretValue',
      'secretsmanager:UpdateSecretVersionStage',
    ],
    resources: [secretArn],
  });
}

/**
 * Writing the generation record, in its own tags only. `ForAllValues` is also true of a request without tag keys, which
 * `Null` excludes.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
export function recordKeys(secretArn: string): PolicyStatement {
  return new PolicyStatement({
    sid: 'RecordKeys',
    effect: Effect.ALLOW,
    actions: ['secretsmanager:TagResource'],
    resources: [secretArn],
    conditions: {
      'ForAllValues:StringLike': { 'aws:TagKeys': `${KEEPER_TAG_PREFIX}*` },
      Null: { 'aws:TagKeys': 'false' },
    },
  });
}
