import type { Who } from './who';

/** How a request is made, where that decides. */
export type Circumstance =
  /** Only with tags of the keeper's generation record. */
  | 'record tags'
  /** With any other tag. */
  | 'other tags'
  /** Secrets Manager calls KMS for this secret. */
  | 'through Secrets Manager'
  /** S3 calls KMS for a file of the stack's trail. */
  | 'for the trail’s files'
  /** Every other way to KMS: directly, through another service or Region, for another secret or trail, without a context. */
  | 'in any other way';

/** What is asked for. */
export type Target = 'secret' | 'other secret' | 'account' | 'key' | 'keeper' | 'app role' | 'keeper role' | 'topic';

/** Some actions on a target, and who may do them. */
export interface ExpectedRow {
  /** In words. */
  readonly what: string;
  readonly on: readonly Target[];
  /** `restOf`: every action of that service on its resources that no other row of the same target names. */
  readonly actions: readonly string[] | { readonly restOf: 'secretsmanager' | 'kms' };
  readonly circumstances?: readonly Circumstance[];
  /** Exactly these. */
  readonly allowed: readonly Who[];
  /** Refused by a Deny, which no further permission overcomes; all others by the lack of an Allow. */
  readonly denied?: readonly Who[];
}
