import type { AuditSettings } from './audit-row';
import type { NamedReaders } from './readers';

/** Where the app runs: decides the role's service principal and, for operators, how the app reloads. */
export type RuntimeKind = 'app-runner' | 'ecs-express';

/** Service principals by which the runtimes assume the app's role. */
export const SERVICE_PRINCIPALS = {
  /** @see https://docs.aws.amazon.com/apprunner/latest/dg/security_iam_service-with-iam.html */
  'app-runner': 'tasks.apprunner.amazonaws.com',
  /** @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html */
  'ecs-express': 'ecs-tasks.amazonaws.com',
} as const satisfies Record<RuntimeKind, string>;

/** `demo` environments may share keys with staging; production shares with nobody. */
export type Tier = 'production' | 'staging' | 'demo';

/** How an environment comes by its secret. */
export type SecretSource =
  | {
      /** The stack creates the placeholder. */
      readonly mode: 'create';
    }
  | {
      /** The secret exists already, from Terraform or from an earlier stack, and is served as it is. */
      readonly mode: 'adopt';
      /** Complete ARN, with the hyphen and six characters that Secrets Manager appended to the name. */
      readonly arn: string;
      /** Adds the generated keys that are missing; otherwise they are only reported. */
      readonly seedOnAdopt: boolean;
      /**
       * States that no running service reads the secret with another role than this environment's: it would be locked out. To
       * be stated by a row that names no `transitionReaders`.
       */
      readonly noOtherServiceReads?: true;
    };

/** One environment: everything in which it differs from the others. */
export interface Environment extends AccessRow {
  /** Name by which people and the CLI call it; lower case. */
  readonly name: string;
  readonly tier: Tier;
  /** CloudFormation stack name, and the id for `cdk deploy`. */
  readonly stackId: string;
  /** Name of the secret that the app reads. */
  readonly secretName: string;
  readonly secret: SecretSource;
  /** Host name of the app, and of its Strava callback. */
  readonly domain: string;
  /** GCP project id. */
  readonly gcpProject: string;
  readonly runtime: RuntimeKind;
  /** Name of the service of App Runner, or of ECS Express Mode in the cluster `default`. */
  readonly service: string;
  /**
   * ARN of the role by which ECS starts the app's tasks: pulls the image, writes the log. To be stated by a row of
   * `ecs-express`, whose operators pass it on when they reload the app.
   */
  readonly executionRoleArn?: string;
  /** First part of the fixed names of roles and functions. */
  readonly resourcePrefix: string;
  /**
   * `retain`: the secret outlives its stack, which has termination protection. `destroy`: it goes with its stack, at
   * once (CloudFormation deletes secrets without a recovery window).
   */
  readonly removal: 'retain' | 'destroy';
  /** Where the record of accesses is kept, and who is told of unusual ones. */
  readonly audit: AuditSettings;
  /** Account id, 12 digits. Absent: the account that the credentials belong to. */
  readonly account?: string;
  /** ARNs of managed policies that the app’s role also needs, such as the one for its own table and bucket; each once. */
  readonly managedPolicyArns?: readonly string[];
  /**
   * Whether the keeper may ask Strava, Google and the app itself about the keys that they issue or take.
   * @default true
   */
  readonly askIssuers?: boolean;
  /** Public age keys (`age1…`) that backups of the secret are encrypted to. */
  readonly backupRecipients?: readonly string[];
}

/** Region of every environment. */
export const REGION = 'eu-west-1';

/**
 * The key that the secret is encrypted with.
 *
 * - `customer-managed`: a key of the stack's own, whose policy lets the readers decrypt, the writers write, and nobody else.
 * - `aws-managed`: the account's key for Secrets Manager, which is open to everyone who may read the secret.
 * - `keyArn`: a key that exists already, such as the one of an adopted secret. Its policy is not the stack's.
 */
export type Encryption = 'customer-managed' | 'aws-managed' | { readonly keyArn: string };

/** How the secret of a row is encrypted: as it says, or by default. */
export function encryptionOf({ tier, secret, encryption }: Environment): Encryption {
  return encryption ?? (secret.mode === 'adopt' || tier === 'demo' ? 'aws-managed' : 'customer-managed');
}

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

/**
 * The one state in which a rule hears read-only management events.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail-management.html
 */
export const HEARS_READS = 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS';

/** SNS lists who has unsubscribed for a while, with this for the ARN. */
export const UNSUBSCRIBED = 'Deleted';
