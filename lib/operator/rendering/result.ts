import type { View } from './view';

/** What a command found or did, for programs (`data`) and for people (`view`). */
export interface Result {
  /** The check found something: exit code 1. @default false */
  readonly failed?: boolean;
  readonly data: Readonly<Record<string, unknown>>;
  readonly view: readonly View[];
}
