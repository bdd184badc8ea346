import { KEEPER_TAG_PREFIX } from '../../contract/record-tags';
import type { Permission } from '../iam/permission';

/** Reading the value, and nothing about it. */
export function readValue(secretArn: string): Permission {
  return { sid: 'ReadValue', actions: ['secretsmanager:GetSecretValue'], resources: [secretArn] };
}

/** Seeing whether the secret exists, and its tags and versions. */
export function describeSecret(...secretArns: readonly string[]): Permission {
  return { sid: 'DescribeSecret', actions: ['secretsmanager:DescribeSecret'], resources: secretArns };
}

/** Seeing the resource policy of an adopted secret, before the stack attaches its own. */
export function seePolicy(secretArn: string): Permission {
  return { sid: 'SeePolicy', actions: ['secretsmanager:GetResourcePolicy'], resources: [secretArn] };
}

/** Reading the value in each version there is, and moving it to a new one; no administration. */
export function keepValue(secretArn: string): Permission {
  return {
    sid: 'KeepValue',
    actions: [
      'secretsmanager:GetSecretValue',
      'secretsmanager:ListSecretVersionIds',
      'secretsmanager:PutSecretValue',
      'secretsmanager:UpdateSecretVersionStage',
    ],
    resources: [secretArn],
  };
}

/**
 * Writing the generation record, in its own tags only. `ForAllValues` is also true of a request without tag keys, which
 * `Null` excludes.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
export function recordKeys(secretArn: string): Permission {
  return {
    sid: 'RecordKeys',
    actions: ['secretsmanager:TagResource'],
    resources: [secretArn],
    conditions: {
      'ForAllValues:StringLike': { 'aws:TagKeys': `${KEEPER_TAG_PREFIX}*` },
      Null: { 'aws:TagKeys': 'false' },
    },
  };
}
