import { ACCESS_POLICY_SID } from '../contract/access-policy-sid';
import { readerArns, type SecretReaders } from '../environments/readers';

/**
 * The secret's resource policy: nobody but the readers gets the value, whatever else IAM allows them.
 *
 * One statement, a Deny of GetSecretValue, and no other action: whoever may administer the secret can still repair this
 * policy. BatchGetSecretValue needs GetSecretValue for each secret. `aws:PrincipalArn` is the role's ARN with its path, not
 * the session's; a request without it, such as an unsigned one, is denied too, because a negated operator is true where the
 * key is missing. `NotPrincipal` would deny the sessions of the very roles that it names.
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_resource-policies.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function accessPolicyDocument(readers: SecretReaders): object {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: ACCESS_POLICY_SID,
        Effect: 'Deny',
        Principal: '*',
        Action: 'secretsmanager:GetSecretValue',
        // The secret that it is attached to.
        Resource: '*',
        Condition: { ArnNotEquals: { 'aws:PrincipalArn': readerArns(readers) } },
      },
    ],
  };
}
