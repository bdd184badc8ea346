import type { RandomBytes } from '../catalogue/catalogue-key';
import type { KeeperSettings } from '../contract/keeper-settings';
import type { Exchange } from './exchange';
import type { SecretStore } from './secret/secret-store';

/** A message to the environment's topic. */
export interface Message {
  /** At most 100 ASCII characters (SNS API reference, Publish). */
  readonly subject: string;
  readonly text: string;
}

/** Everything outside the keeper's own code that its operations use. */
export interface Surroundings {
  readonly settings: KeeperSettings;
  readonly store: SecretStore;
  /** Sends requests to the issuers. */
  readonly exchange: Exchange;
  /** Sends a message to the environment's topic. */
  readonly publish: (message: Message) => Promise<void>;
  /** First 8 hexadecimal digits of the Lambda request id. */
  readonly invocation: string;
  /** The platform's cryptographically strong source. */
  readonly randomBytes: RandomBytes;
  /** A number in [0, 1) that spreads retries; not for secrets. */
  readonly random: () => number;
  readonly now: () => Date;
  /** State of the stack that the keeper serves, as CloudFormation calls it; undefined where it cannot be told. */
  readonly stackStatus: () => Promise<string | undefined>;
  /** Waits `milliseconds`; rejects when `signal` is aborted. */
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}
