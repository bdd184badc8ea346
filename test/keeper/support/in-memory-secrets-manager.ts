import {
  InvalidParameterException,
  InvalidRequestException,
  LimitExceededException,
  ResourceExistsException,
  ResourceNotFoundException,
  SecretsManagerClient,
  type ServiceInputTypes,
  type ServiceOutputTypes,
} from '@aws-sdk/client-secrets-manager';
import * as v from 'valibot';

/** A fault of one call: before it takes effect, or after it did. */
export type Fault = { readonly before: Error } | { readonly after: Error } | undefined;

const METADATA = { $metadata: { httpStatusCode: 200 } };
/** The service's first answer, as the SDK marks it. */
const FIRST = { $metadata: { httpStatusCode: 400, attempts: 1 } };
/** Unlabelled versions beyond this many are removed, once they are older than a day. */
const KEPT_VERSIONS = 100;
const DAY_MS = 86_400_000;

const inputSchema = v.object({
  VersionStage: v.optional(v.string()),
  VersionId: v.optional(v.string()),
  SecretString: v.optional(v.string()),
  ClientRequestToken: v.optional(v.string()),
  VersionStages: v.optional(v.array(v.string())),
  MoveToVersionId: v.optional(v.string()),
  RemoveFromVersionId: v.optional(v.string()),
  Tags: v.optional(v.array(v.object({ Key: v.optional(v.string()), Value: v.optional(v.string()) }))),
});
type Input = v.InferOutput<typeof inputSchema>;

interface Version {
  readonly text: string;
  readonly createdAt: Date;
  readonly stages: Set<string>;
}

/**
 * One secret in memory, as Secrets Manager's API reference describes versions, labels and tokens, behind a real client of the
 * SDK. Every call can be made to wait for its turn, and to fail before or after it took effect.
 */
export class InMemorySecretsManager {
  readonly calls: string[] = [];
  readonly versions = new Map<string, Version>();
  readonly tags = new Map<string, string>();
  policy = '';
  kmsKeyId: string | undefined;
  deletedAt: Date | undefined;
  /** Whether there is a secret of this name. */
  exists = true;
  /** What DescribeSecret answers instead. */
  description: object | undefined;
  /** @default nothing fails */
  fault: (operation: string, input: Input) => Fault = () => undefined;
  /** @default at once */
  turn: (operation: string) => Promise<void> = async () => undefined;
  /** Is told of every version that becomes AWSCURRENT. */
  becameCurrent: (versionId: string, before: string | undefined) => void = () => undefined;
  now = Date.parse('2026-06-01T00:00:00Z');
  #client: SecretsManagerClient | undefined;
  #consoleEdits = 0;

  /** A client of the SDK that calls this instead of AWS. */
  client(): SecretsManagerClient {
    this.#client ??= this.#makeClient();
    return this.#client;
  }

  #makeClient(): SecretsManagerClient {
    const client = new SecretsManagerClient({ region: 'eu-west-1' });
    // Called instead of a middleware, for which the SDK would put its whole stack together at each call.
    const send = (command: { readonly input: ServiceInputTypes }) =>
      this.#call(command.constructor.name, command.input);
    Object.defineProperty(client, 'send', { value: send });
    return client;
  }

  /** Version id of a label. */
  id(stage: string): string | undefined {
    return [...this.versions].find(([, { stages }]) => stages.has(stage))?.[0];
  }

  /** Text of AWSCURRENT. */
  get text(): string {
    return this.versions.get(this.id('AWSCURRENT') ?? '')?.text ?? '';
  }

  /** AWSCURRENT, parsed. */
  get document(): Record<string, unknown> {
    const parsed: Record<string, unknown> = JSON.parse(this.text);
    return parsed;
  }

  /** Writes without looking, as the console does; gives the version id. */
  put(text: string): string {
    this.#consoleEdits += 1;
    const id = `00000000-0000-4000-8000-${String(this.#consoleEdits).padStart(12, '0')}`;
    this.putAs(id, text);
    return id;
  }

  /** Writes without looking, under an id of the writer's choice. */
  putAs(ClientRequestToken: string, SecretString: string): void {
    this.#put({ ClientRequestToken, SecretString });
  }

  /** Edits AWSCURRENT at the console. */
  edit(change: (document: Record<string, unknown>) => Record<string, unknown>): string {
    return this.put(JSON.stringify(change(this.document)));
  }

  /** Takes keys out at the console. */
  drop(...names: readonly string[]): string {
    return this.edit((document) =>
      Object.fromEntries(Object.entries(document).filter(([name]) => !names.includes(name))),
    );
  }

  async #call(operation: string, given: unknown): Promise<ServiceOutputTypes> {
    const called = operation.replace(/Command$/, '');
    await this.turn(called);
    const input = v.parse(inputSchema, given);
    this.calls.push(called);
    const fault = this.fault(called, input);
    if (fault !== undefined && 'before' in fault) {
      throw fault.before;
    }
    const output = this.#answer(operation, input);
    if (fault !== undefined) {
      throw fault.after;
    }
    return output;
  }

  #answer(operation: string, input: Input): ServiceOutputTypes {
    if (!this.exists) {
      throw new ResourceNotFoundException({ message: 'no such secret', ...FIRST });
    }
    if (this.deletedAt !== undefined && operation !== 'DescribeSecretCommand') {
      throw new InvalidRequestException({ message: 'marked for deletion', ...FIRST });
    }
    switch (operation) {
      case 'GetSecretValueCommand':
        return this.#get(input);
      case 'PutSecretValueCommand':
        return this.#put(input);
      case 'UpdateSecretVersionStageCommand':
        return this.#move(input);
      case 'ListSecretVersionIdsCommand':
        return {
          ...METADATA,
          Versions: [...this.versions].map(([VersionId, { createdAt, stages }]) => ({
            VersionId,
            CreatedDate: createdAt,
            VersionStages: [...stages],
          })),
        };
      case 'DescribeSecretCommand':
        return this.#describe();
      case 'TagResourceCommand':
        for (const { Key = '', Value = '' } of input.Tags ?? []) {
          this.tags.set(Key, Value);
        }
        return METADATA;
      case 'GetResourcePolicyCommand':
        return { ...METADATA, ARN: 'arn', Name: 'in-memory', ResourcePolicy: this.policy };
      default:
        throw new Error(`${operation} is not expected here`);
    }
  }

  #describe(): ServiceOutputTypes {
    return this.description === undefined
      ? {
          ...METADATA,
          ARN: 'arn:aws:secretsmanager:eu-west-1:000000000000:secret:in-memory-AbCdEf',
          Tags: [...this.tags].map(([Key, Value]) => ({ Key, Value })),
          ...(this.kmsKeyId === undefined ? {} : { KmsKeyId: this.kmsKeyId }),
          ...(this.deletedAt === undefined ? {} : { DeletedDate: this.deletedAt }),
        }
      : { ...METADATA, ...this.description };
  }

  #get({ VersionStage, VersionId }: Input): ServiceOutputTypes {
    const id = VersionId ?? this.id(VersionStage ?? 'AWSCURRENT');
    const version = this.versions.get(id ?? '');
    if (id === undefined || version === undefined) {
      throw new ResourceNotFoundException({ message: 'no such version', ...FIRST });
    }
    return {
      ...METADATA,
      VersionId: id,
      SecretString: version.text,
      CreatedDate: version.createdAt,
      VersionStages: [...version.stages],
    };
  }

  #put({ ClientRequestToken: id = '', SecretString: text = '', VersionStages }: Input): ServiceOutputTypes {
    const same = this.versions.get(id);
    if (same !== undefined && same.text !== text) {
      throw new ResourceExistsException({ message: 'the token was used with another value', ...FIRST });
    }
    const stages = new Set(VersionStages ?? ['AWSCURRENT']);
    if (this.versions.size === 0) {
      stages.add('AWSCURRENT');
    }
    if (same === undefined) {
      this.now += 1;
      this.versions.set(id, { text, createdAt: new Date(this.now), stages: new Set() });
    }
    for (const stage of stages) {
      this.#label(stage, id);
    }
    this.#prune();
    return { ...METADATA, VersionId: id, VersionStages: [...(this.versions.get(id)?.stages ?? [])] };
  }

  #move({ VersionStage = '', MoveToVersionId, RemoveFromVersionId }: Input): ServiceOutputTypes {
    const holder = this.id(VersionStage);
    if (holder !== undefined && holder !== RemoveFromVersionId && holder !== MoveToVersionId) {
      throw new InvalidParameterException({ message: 'the label is on another version', ...FIRST });
    }
    if (RemoveFromVersionId !== undefined && holder !== RemoveFromVersionId) {
      throw new InvalidParameterException({ message: 'the label is not on that version', ...FIRST });
    }
    if (MoveToVersionId !== undefined && !this.versions.has(MoveToVersionId)) {
      throw new ResourceNotFoundException({ message: 'no such version', ...FIRST });
    }
    if (MoveToVersionId === undefined) {
      this.versions.get(holder ?? '')?.stages.delete(VersionStage);
    } else {
      this.#label(VersionStage, MoveToVersionId);
    }
    return METADATA;
  }

  /** Puts a label on a version and takes it from every other; AWSPREVIOUS follows AWSCURRENT. */
  #label(stage: string, id: string): void {
    const before = this.id(stage);
    if (before === id) {
      return;
    }
    if ([...this.versions.values()].flatMap(({ stages }) => [...stages]).length >= 20 && before === undefined) {
      throw new LimitExceededException({ message: 'too many labels', ...FIRST });
    }
    this.versions.get(before ?? '')?.stages.delete(stage);
    this.versions.get(id)?.stages.add(stage);
    if (stage === 'AWSCURRENT') {
      this.becameCurrent(id, before);
      if (before !== undefined) {
        this.#label('AWSPREVIOUS', before);
      }
    }
  }

  #prune(): void {
    for (const [id, { stages, createdAt }] of this.versions) {
      if (this.versions.size <= KEPT_VERSIONS) {
        return;
      }
      if (stages.size === 0 && this.now - createdAt.getTime() > DAY_MS) {
        this.versions.delete(id);
      }
    }
  }
}
