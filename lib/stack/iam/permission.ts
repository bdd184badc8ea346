/** Conditions of a statement of an IAM policy, by operator and condition key. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Actions on resources, as a statement of an IAM policy. */
export interface Permission {
  readonly sid: string;
  /** @default 'Allow' */
  readonly effect?: 'Deny';
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** @default - none */
  readonly conditions?: Conditions;
}

/**
 * `permissions` as the document of a policy that is attached to whoever has them.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html
 */
export function policyDocument(permissions: readonly Permission[]): object {
  return {
    Version: '2012-10-17',
    Statement: permissions.map(({ sid, effect = 'Allow', actions, resources, conditions }) => ({
      Sid: sid,
      Effect: effect,
      Action: actions,
      Resource: resources,
      ...(conditions === undefined ? {} : { Condition: conditions }),
    })),
  };
}
