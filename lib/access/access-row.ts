import type { NamedReaders } from '../environments/readers';

/**
 * The key that the secret is encrypted with.
 *
 * - `customer-managed`: a key of the stack's own, whose policy lets the readers decrypt, the writers write, and nobody else.
 * - `aws-managed`: the account's key for Secrets Manager, which is open to everyone who may read the secret.
 * - `keyArn`: a key that exists already, such as the one of an adopted secret. Its policy is not the stack's.
 */
export type Encryption = 'customer-managed' | 'aws-managed' | { readonly keyArn: string };

/** What a row says about who may do what. */
export interface AccessRow extends NamedReaders {
  /** @default - `customer-managed`, but `aws-managed` for demos and for adopted secrets */
  readonly encryption?: Encryption;
  /**
   * ARNs of the roles, with their paths, that may invoke the keeper beside CloudFormation; an empty list: nobody else.
   * @default - everyone whom IAM lets invoke it, with a warning
   */
  readonly operatorRoleArns?: readonly string[];
}
