/** Where lines of a log are. */
export interface LogGroup {
  readonly name: string;
  /** How the names of the streams begin, where the group may hold others too. */
  readonly streamPrefix?: string;
}

/**
 * How a deployment goes. A runtime that rolls back starts instances of the version before; `unknown` is a status that its
 * documents do not name.
 */
export type Outcome = 'under way' | 'succeeded' | 'failed' | 'rolling back' | 'rolled back' | 'unknown';

/** Something by which the runtime starts instances. */
export interface Deployment {
  readonly id: string;
  /** As the runtime spells it, such as `START_DEPLOYMENT`. */
  readonly type: string;
  /** As the runtime spells it, such as `SUCCEEDED`. */
  readonly status: string;
  readonly outcome: Outcome;
  readonly startedAt?: Date;
  readonly endedAt?: Date;
  /** What the runtime says of the status. */
  readonly reason?: string;
}

/** Whether a deployment goes on: the runtime takes no other meanwhile. */
export function isUnderWay({ outcome }: Deployment): boolean {
  return outcome === 'under way' || outcome === 'rolling back';
}

/** Why something is not done, and the next step. */
export interface Refusal {
  readonly reason: string;
  readonly next: string;
}

/** The service that runs an environment's app, by whichever runtime. Every call throws an OperatorError where AWS refuses. */
export interface AppService {
  readonly name: string;
  /** Who runs it, for people: `App Runner` or `ECS`. */
  readonly runtime: string;
  /** As the runtime spells it, such as `RUNNING`. */
  readonly status: string;
  /** Why its status allows no deployment; absent where it does. */
  readonly notNow?: Refusal;
  /** What the app prints, a stream for each instance; absent where it has no group in CloudWatch. */
  readonly appLog?: LogGroup;
  /** What the runtime says of deployments; absent where it keeps no such group. */
  readonly deploymentLog?: LogGroup;
  /** The command that lists its deployments. */
  readonly listing: string;
  /** At least the last ones, newest first. */
  deployments(): Promise<readonly Deployment[]>;
  /** Starts a deployment, once; gives its id, undefined where no answer came. */
  deploy(now: Date): Promise<string | undefined>;
  /** ARN of the role that the app runs with; undefined where it has none. */
  roleArn(): Promise<string | undefined>;
}

/** Newest first. */
export function newestFirst<T>(items: readonly T[], at: (item: T) => Date | undefined): readonly T[] {
  return items.toSorted((one, other) => (at(other)?.getTime() ?? 0) - (at(one)?.getTime() ?? 0));
}
