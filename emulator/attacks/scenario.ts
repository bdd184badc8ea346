import type { Environment } from '../../lib/environments/row';
import type { Kind } from '../identities/identities';
import type { Call } from './caller';

/** What calls name: the environment as it is deployed. */
export interface Deployed {
  readonly environment: Environment;
  readonly secretName: string;
  readonly secretArn: string;
  /** Version that is current, asked for anew before each scenario. */
  readonly versionId: string;
  /** The policies as they were deployed, as text. */
  readonly secretPolicy: string;
  readonly keyPolicy: string;
  readonly keeperTrust: string;
  readonly topicPolicy: string;
  readonly keyId: string;
  readonly keeperFunction: string;
  readonly keeperRole: string;
  readonly instanceRole: string;
  /** ARN of the role with which CloudFormation deploys. */
  readonly executionRole: string;
  readonly trail: string;
  /** Its advanced selectors, as CloudTrail shows them. */
  readonly trailSelectors: unknown;
  /** Where its files go. */
  readonly bucket: string;
  readonly bucketPolicy: string;
  readonly topicArn: string;
  readonly logGroup: string;
  /** The rule value-read, as PutRule makes it. */
  readonly valueReadRule: Readonly<Record<string, unknown>>;
  /** First part of the names of rules and alarms, with its hyphen. */
  readonly prefix: string;
}

/** Who makes a call: a kind of identity, the account's root user, or the session that the step before it took on. */
export type As = Kind | 'root' | 'taken-on';

/** One call of a scenario, and what must come of it. */
export interface Step {
  readonly as: As;
  readonly call: (deployed: Deployed) => Call;
  readonly outcome: 'denied' | 'allowed';
}

/** One attack, or one thing of everyday life, and who hears of it. */
export interface Scenario {
  /** Name by which it is played. */
  readonly id: string;
  /** What is attempted, as a sentence without its full stop. */
  readonly attempt: string;
  /** Not an attack: nothing may come of it but notices. */
  readonly everyday: boolean;
  readonly steps: readonly Step[];
  /**
   * Alerts that come, by path: ids of detections on EventBridge, ends of the alarms' names on the log path. Both empty: it is
   * unheard.
   */
  readonly heard: { readonly immediate: readonly string[]; readonly log: readonly string[] };
  /** Puts back what the steps changed, as the emulator itself, without a trace. */
  readonly undo?: (deployed: Deployed) => readonly Call[];
}

/** A scenario without its list's part. */
export type Row = Omit<Scenario, 'everyday'>;

/** A scenario that was played. */
export interface Played {
  readonly id: string;
  readonly attempt: string;
  readonly everyday: boolean;
  /** What came of each step: who, what, denied or allowed. */
  readonly steps: readonly { readonly as: As; readonly call: string; readonly outcome: string }[];
  readonly heard: Scenario['heard'];
  readonly seconds: number;
  /** In what it differs from its row; empty where it does not. */
  readonly differences: readonly string[];
}
