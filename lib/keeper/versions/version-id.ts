import { createHash } from 'node:crypto';
import { CATALOGUE } from '../../catalogue/catalogue';
import type { RandomBytes } from '../../catalogue/catalogue-key';

/**
 * What the id of a version says of its making. **An id is a claim**: whoever may write can choose one. It answers "is this
 * mine" and "made from what"; which keys a version holds is read from its document.
 */
export interface VersionClaim {
  readonly operation: VersionOperation;
  /** Request that the version was made for: 16 hexadecimal digits, chosen by the caller. */
  readonly requestId: string;
  /** First 8 hexadecimal digits of the Lambda request id, by which the trail names who asked. */
  readonly invocation: string;
  /** Digest of the id of the version that it was computed from. */
  readonly base: string;
}

/** Operations that write a version, by the letter that stands for them in its id. */
const OPERATIONS = {
  s: 'seed',
  p: 'populate',
  r: 'rotate',
  b: 'rollback',
  t: 'restore',
  c: 'recover',
} as const satisfies Readonly<Record<string, string>>;

/** An operation that writes a version. */
export type VersionOperation = (typeof OPERATIONS)[keyof typeof OPERATIONS];

/**
 * How an id of ours begins. No UUID has these letters, so ids of the console, the CLI and the SDKs are told from ours. All
 * CloudTrail records of a write hold the id, so whoever reads one sees which keys the keeper changed.
 */
export const VERSION_ID_MARK = 'kc2-';

const FORM = /^kc2-([sprbtc])[0-9a-f]{5}-([0-9a-f]{16})-([0-9a-f]{10})-([0-9a-f]{8})-[0-9a-f]{16}$/;

/** Bits of the field that names the keys, so the most keys that the catalogue can have. */
export const MOST_KEYS = 20;

/**
 * A fresh version id: 64 characters, of the 32 to 64 that a `ClientRequestToken` may have (Secrets Manager API reference,
 * PutSecretValue; it becomes the VersionId). Its last 64 bits are random, so that no two writes share one: a repeat with
 * other bytes would be an error, one with the same bytes a silent no-op.
 *
 * @param claim `changed`: catalogue keys that the change sets or removes, one bit a key, for notices and never for a decision;
 * `base`: id of the version that it is computed from, absent where the secret has none.
 */
export function newVersionId(
  claim: Omit<VersionClaim, 'base'> & { readonly changed: readonly string[]; readonly base: string | undefined },
  randomBytes: RandomBytes,
): string {
  const letter = Object.entries(OPERATIONS).find(([, operation]) => operation === claim.operation)?.[0];
  const random = Buffer.from(randomBytes(8)).toString('hex');
  return `${VERSION_ID_MARK}${letter}${codeOf(claim.changed)}-${claim.requestId}-${digestOf(claim.base)}-${claim.invocation}-${random}`;
}

/** What an id claims; undefined for one of another form, which counts as somebody else's. */
export function claimOf(versionId: string): VersionClaim | undefined {
  const [, letter, requestId, base, invocation] = FORM.exec(versionId) ?? [];
  if (requestId === undefined || base === undefined || invocation === undefined) {
    return undefined;
  }
  const operation = Object.entries(OPERATIONS).find(([known]) => known === letter)?.[1];
  return operation === undefined ? undefined : { operation, requestId, invocation, base };
}

/** What an id holds of the version that it was computed from: 10 hexadecimal digits, zeros where there was none. */
export function digestOf(versionId: string | undefined): string {
  return versionId === undefined ? '0'.repeat(10) : createHash('sha256').update(versionId).digest('hex').slice(0, 10);
}

/** One bit a key, by its place in the catalogue. */
function codeOf(names: readonly string[]): string {
  const bits = CATALOGUE.map(({ name }, place) => (names.includes(name) ? 2 ** place : 0));
  return bits
    .reduce<number>((sum, bit) => sum + bit, 0)
    .toString(16)
    .padStart(5, '0');
}
