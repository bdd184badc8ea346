import type { Verdict } from './verdict';

/**
 * Who makes the value of a key.
 *
 * - `generated`: the keeper draws it; nobody needs to know it.
 * - `external`: another service issues it and a person brings it.
 * - `derived`: the app can work it out from another key.
 * - `fixed`: the same everywhere.
 * - `runtime-setting`: tunes the running app; holds nothing to protect but is read from the same document.
 */
export type Origin = 'generated' | 'external' | 'derived' | 'fixed' | 'runtime-setting';

/** What the validators need to know of the environment that a value belongs to. */
export interface ValidationContext {
  /** GCP project id of the environment. */
  readonly gcpProject: string;
}

/** A source of cryptographically strong random bytes: `length` bytes a call. */
export type RandomBytes = (length: number) => Uint8Array;

/** One top-level key of an environment's secret. */
export interface CatalogueKey {
  /** Name of the member in the JSON document. */
  readonly name: string;
  /** One line: what the value is. */
  readonly summary: string;
  /** The app does not start without it. */
  readonly required: boolean;
  /** Whoever knows the value can do harm with it. */
  readonly secret: boolean;
  readonly origin: Origin;
  /** Where the value comes from, as an instruction to a person. */
  readonly source: string;
  /** The format in words, for documentation. */
  readonly format: string;
  /** Two environments may hold the same value. */
  readonly shareable: boolean;
  /** What happens to users and integrations when the value changes. */
  readonly consequence: string;
  /** Age in days after which the value is due for rotation; absent where age does not matter. */
  readonly rotateAfterDays?: number;
  /** Judges a value as parsed from the document. Never throws. */
  readonly validate: (value: unknown, context: ValidationContext) => Verdict;
  /**
   * Whether a value is so random (128 bits or more, as far as its form tells) that nobody finds it from a digest. Absent:
   * no value of this key is.
   */
  readonly isUnguessable?: (value: unknown) => boolean;
  /** Draws a new value; present exactly for the origin `generated`. */
  readonly generate?: (randomBytes: RandomBytes) => string;
}
