import {
  DescribeSecretCommand,
  GetResourcePolicyCommand,
  GetSecretValueCommand,
  InvalidRequestException,
  ListSecretVersionIdsCommand,
  PutSecretValueCommand,
  ResourceNotFoundException,
  type SecretsManagerClient,
  type Tag,
  TagResourceCommand,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { type LastWrite, lastBackupIn, lastWriteIn, type Records, recordsIn } from './record-tags';
import { noSuchSecret, scheduledForDeletion } from './refusals';
import { notAnObject } from './secret-document';
import { incompleteAnswer } from './service-faults';
import { type ListedVersion, STAGING_LABEL, type StoredVersion, type VersionStage } from './stored-version';

/** What DescribeSecret tells of the secret. */
export interface SecretDescription extends LastWrite {
  readonly arn: string;
  /** Customer-managed key, as the secret names it; absent for the AWS-managed one. */
  readonly kmsKeyId?: string;
  /** When a deletion is scheduled for, if one is. */
  readonly deletedAt?: Date;
  readonly records: Records;
  /** When a backup was last handed out, as a tag records it. */
  readonly lastBackupAt: string | undefined;
}

/** The secret that the keeper serves, created by the stack or adopted: each method is one call, `versions` one a hundred versions. */
export class SecretStore {
  readonly name: string;
  readonly #client: SecretsManagerClient;
  readonly #isAdopted: boolean;

  constructor(client: SecretsManagerClient, name: string, isAdopted: boolean) {
    this.#client = client;
    this.name = name;
    this.#isAdopted = isAdopted;
  }

  /**
   * The version with that label. Without the version or without the secret it reads as "no value"; `describe` tells them apart.
   * @throws Refusal for a binary value, and for a secret that is scheduled for deletion.
   */
  async read(stage: VersionStage, signal: AbortSignal): Promise<StoredVersion> {
    return this.#get({ VersionStage: stage }, signal);
  }

  /** The version with that id, labelled or not; without `versionId` where it is gone. Throws as `read` does. */
  async readVersion(versionId: string, signal: AbortSignal): Promise<StoredVersion> {
    return this.#get({ VersionId: versionId }, signal);
  }

  /**
   * Every version that there still is, labelled or not: about the last hundred (Secrets Manager User Guide, "Secret
   * versions"; ListSecretVersionIds, IncludeDeprecated).
   */
  async versions(signal: AbortSignal): Promise<readonly ListedVersion[]> {
    const found: ListedVersion[] = [];
    let token: string | undefined;
    do {
      const command = new ListSecretVersionIdsCommand({
        SecretId: this.name,
        IncludeDeprecated: true,
        MaxResults: 100,
        NextToken: token,
      });
      const { Versions, NextToken } = await this.#client.send(command, { abortSignal: signal });
      for (const { VersionId, CreatedDate, VersionStages = [] } of Versions ??
        throwIncomplete('ListSecretVersionIds')) {
        if (VersionId === undefined || CreatedDate === undefined) {
          throw incompleteAnswer('ListSecretVersionIds');
        }
        found.push({ versionId: VersionId, createdAt: CreatedDate, stages: VersionStages });
      }
      token = NextToken === '' ? undefined : NextToken;
    } while (token !== undefined);
    return found;
  }

  /** What is known of the secret without its value; undefined where there is no such secret. */
  async describe(signal: AbortSignal): Promise<SecretDescription | undefined> {
    try {
      const command = new DescribeSecretCommand({ SecretId: this.name });
      const { ARN, KmsKeyId, DeletedDate, Tags } = await this.#client.send(command, { abortSignal: signal });
      // An answer without what the service always sends tells nothing of the tags either.
      const arn = ARN ?? throwIncomplete('DescribeSecret');
      return {
        arn,
        ...(DeletedDate === undefined ? {} : { deletedAt: DeletedDate }),
        ...(KmsKeyId === undefined ? {} : { kmsKeyId: KmsKeyId }),
        records: recordsIn(Tags ?? []),
        lastBackupAt: lastBackupIn(Tags ?? []),
        ...lastWriteIn(Tags ?? []),
      };
    } catch (error) {
      if (error instanceof ResourceNotFoundException) {
        return undefined;
      }
      throw error;
    }
  }

  /**
   * What DescribeSecret tells of a secret that can be worked on.
   * @throws Refusal where there is none, or where it is scheduled for deletion.
   */
  async describeUsable(signal: AbortSignal): Promise<SecretDescription> {
    const found = await this.describe(signal);
    if (found === undefined) {
      throw noSuchSecret(this.name, this.#isAdopted);
    }
    if (found.deletedAt !== undefined) {
      throw scheduledForDeletion(this.name);
    }
    return found;
  }

  /** Text of the secret's resource policy; undefined where it has none. */
  async resourcePolicy(signal: AbortSignal): Promise<string | undefined> {
    const command = new GetResourcePolicyCommand({ SecretId: this.name });
    const { ResourcePolicy } = await this.#client.send(command, { abortSignal: signal });
    return ResourcePolicy === '' ? undefined : ResourcePolicy;
  }

  /**
   * Stores `text` as the new version `versionId` under the private label. The id is the request's token, which makes the
   * SDK's own repeats of this request harmless; every other write needs a fresh one.
   * @returns whether it became AWSCURRENT at once, as the first version of a secret does (PutSecretValue, "first version").
   */
  async stage(versionId: string, text: string, signal: AbortSignal): Promise<boolean> {
    const { VersionStages = [] } = await this.#client.send(
      new PutSecretValueCommand({
        SecretId: this.name,
        SecretString: text,
        ClientRequestToken: versionId,
        VersionStages: [STAGING_LABEL],
      }),
      { abortSignal: signal },
    );
    return VersionStages.includes('AWSCURRENT');
  }

  /**
   * Moves AWSCURRENT from `expected` to `versionId`. Secrets Manager refuses if the label is not on `expected` any more
   * (UpdateSecretVersionStage, RemoveFromVersionId).
   */
  async promote(versionId: string, expected: string, signal: AbortSignal): Promise<void> {
    await this.#client.send(
      new UpdateSecretVersionStageCommand({
        SecretId: this.name,
        VersionStage: 'AWSCURRENT',
        MoveToVersionId: versionId,
        RemoveFromVersionId: expected,
      }),
      { abortSignal: signal },
    );
  }

  /** Adds or sets tags; no other is touched. */
  async tag(Tags: Tag[], signal: AbortSignal): Promise<void> {
    await this.#client.send(new TagResourceCommand({ SecretId: this.name, Tags }), { abortSignal: signal });
  }

  async #get(
    which: { readonly VersionStage: VersionStage } | { readonly VersionId: string },
    signal: AbortSignal,
  ): Promise<StoredVersion> {
    try {
      const command = new GetSecretValueCommand({ SecretId: this.name, ...which });
      const { VersionId, SecretString, SecretBinary, CreatedDate } = await this.#client.send(command, {
        abortSignal: signal,
      });
      const versionId = VersionId ?? throwIncomplete('GetSecretValue');
      if (SecretBinary !== undefined) {
        throw notAnObject('is binary');
      }
      const text = SecretString ?? throwIncomplete('GetSecretValue');
      return {
        versionId,
        ...(text === '' ? {} : { text }),
        ...(CreatedDate === undefined ? {} : { createdAt: CreatedDate }),
      };
    } catch (error) {
      if (error instanceof ResourceNotFoundException) {
        return {};
      }
      throw error instanceof InvalidRequestException ? scheduledForDeletion(this.name) : error;
    }
  }
}

function throwIncomplete(operation: string): never {
  throw incompleteAnswer(operation);
}
