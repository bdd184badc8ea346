import {
  DescribeSecretCommand,
  GetResourcePolicyCommand,
  GetSecretValueCommand,
  InvalidRequestException,
  PutSecretValueCommand,
  ResourceNotFoundException,
  type SecretsManagerClient,
  TagResourceCommand,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import type { KeyRecord } from '../../contract/operator-answer';
import type { Decision } from '../changes/decision';
import { recordsIn, tagsOf } from '../changes/generation-record';
import { Refusal } from '../refusal';
import { notAnObject } from './secret-document';

/**
 * Private staging label of the keeper. PutSecretValue would move AWSCURRENT by itself unless it is given another label; the
 * keeper moves AWSCURRENT in a second step that names the version it expects there. AWSPENDING is rotation's.
 */
export const STAGING_LABEL = 'KAIZENCOACH_STAGED';

/**
 * A version of the secret. `text` is absent where there is no value yet: AWS has no version at all then (`versionId` absent
 * too), and some services create a version that holds an empty string.
 */
export interface StoredVersion {
  readonly versionId?: string;
  readonly text?: string;
  /** It has the keeper's staging label: of all versions, the keeper wrote this one last. */
  readonly isKeepers: boolean;
}

/** The labels that the keeper reads by. */
export type VersionStage = 'AWSCURRENT' | 'AWSPREVIOUS' | typeof STAGING_LABEL;

/** What DescribeSecret tells of the secret. */
export interface SecretDescription {
  readonly arn: string;
  /** Customer-managed key, as the secret names it; absent for the AWS-managed one. */
  readonly kmsKeyId?: string;
  /** When a deletion is scheduled for, if one is. */
  readonly deletedAt?: Date;
  readonly records: ReadonlyMap<string, KeyRecord | null>;
  /** The labels that versions have. */
  readonly stages: ReadonlySet<string>;
}

/** The secret that the keeper serves: each method is one call to Secrets Manager. */
export class SecretStore {
  readonly name: string;
  readonly #client: SecretsManagerClient;

  constructor(client: SecretsManagerClient, name: string) {
    this.#client = client;
    this.name = name;
  }

  /**
   * The version with that label. A secret without that version and a secret that does not exist give the
   * same error class (GetSecretValue, ResourceNotFoundException): both read as "no value"; `describe` tells them apart.
   * @throws Refusal for a binary value, and for a secret that is scheduled for deletion.
   */
  async read(stage: VersionStage, signal: AbortSignal): Promise<StoredVersion> {
    try {
      const command = new GetSecretValueCommand({ SecretId: this.name, VersionStage: stage });
      const {
        VersionId,
        SecretString,
        SecretBinary,
        VersionStages = [],
      } = await this.#client.send(command, { abortSignal: signal });
      if (SecretBinary !== undefined) {
        throw notAnObject('is binary');
      }
      return {
        isKeepers: VersionStages.includes(STAGING_LABEL),
        ...(VersionId === undefined ? {} : { versionId: VersionId }),
        ...(SecretString === undefined || SecretString === '' ? {} : { text: SecretString }),
      };
    } catch (error) {
      if (error instanceof ResourceNotFoundException) {
        return { isKeepers: false };
      }
      throw error instanceof InvalidRequestException ? scheduledForDeletion(this.name) : error;
    }
  }

  /** What is known of the secret without its value; undefined where there is no such secret. */
  async describe(signal: AbortSignal): Promise<SecretDescription | undefined> {
    try {
      const found = await this.#client.send(new DescribeSecretCommand({ SecretId: this.name }), {
        abortSignal: signal,
      });
      return {
        arn: found.ARN ?? this.name,
        ...(found.DeletedDate === undefined ? {} : { deletedAt: found.DeletedDate }),
        ...(found.KmsKeyId === undefined ? {} : { kmsKeyId: found.KmsKeyId }),
        records: recordsIn(found.Tags ?? []),
        stages: new Set(Object.values(found.VersionIdsToStages ?? {}).flat()),
      };
    } catch (error) {
      if (error instanceof ResourceNotFoundException) {
        return undefined;
      }
      throw error;
    }
  }

  /** Text of the secret's resource policy; undefined where it has none. */
  async resourcePolicy(signal: AbortSignal): Promise<string | undefined> {
    const command = new GetResourcePolicyCommand({ SecretId: this.name });
    const { ResourcePolicy } = await this.#client.send(command, { abortSignal: signal });
    return ResourcePolicy === '' ? undefined : ResourcePolicy;
  }

  /**
   * Stores `text` as the new version `versionId` under the private label. The first version of a secret becomes AWSCURRENT
   * at once (PutSecretValue, "first version"). The id is the request's token, which makes the SDK's own repeats of this
   * request harmless; every other write needs a fresh one.
   */
  async stage(versionId: string, text: string, signal: AbortSignal): Promise<void> {
    await this.#client.send(
      new PutSecretValueCommand({
        SecretId: this.name,
        SecretString: text,
        ClientRequestToken: versionId,
        VersionStages: [STAGING_LABEL],
      }),
      { abortSignal: signal },
    );
  }

  /**
   * Moves AWSCURRENT from `expected` to `versionId`. Secrets Manager refuses if the label is not on `expected` any more
   * (UpdateSecretVersionStage, RemoveFromVersionId); `expected` absent means that no version has the label.
   */
  async promote(versionId: string, expected: string | undefined, signal: AbortSignal): Promise<void> {
    await this.#client.send(
      new UpdateSecretVersionStageCommand({
        SecretId: this.name,
        VersionStage: 'AWSCURRENT',
        MoveToVersionId: versionId,
        ...(expected === undefined ? {} : { RemoveFromVersionId: expected }),
      }),
      { abortSignal: signal },
    );
  }

  /** Writes the tags that record a decision whose document is current in `versionId`. */
  async record(versionId: string, decision: Decision<unknown>, at: Date, signal: AbortSignal): Promise<void> {
    const Tags = [...tagsOf(versionId, decision, at)];
    await this.#client.send(new TagResourceCommand({ SecretId: this.name, Tags }), { abortSignal: signal });
  }
}

/** The refusal of a secret that Secrets Manager will delete. */
export function scheduledForDeletion(name: string): Refusal {
  return new Refusal({
    rule: 'scheduled-for-deletion',
    reason: `the secret ${name} is scheduled for deletion; it is left as it is`,
    next: `aws secretsmanager restore-secret --secret-id ${name}, then try again`,
  });
}

/** The refusal where there is no secret at all. */
export function noSuchSecret(name: string): Refusal {
  return new Refusal({
    rule: 'no-such-secret',
    reason: `there is no secret ${name}`,
    next: 'deploy the stack of this environment, which creates it',
  });
}
