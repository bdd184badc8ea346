import { InvalidParameterException, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import {
  type SecretDescription,
  SecretStore,
  type StoredVersion,
  type VersionStage,
} from '../../../../lib/keeper/secret/secret-store';

/** Waits until the schedule of a test lets the next step happen. */
export type Turn = () => Promise<void>;

/**
 * A secret in memory, with the labels as Secrets Manager moves them, whose every call waits for its turn: for interleavings
 * that no real service would repeat.
 */
export class InMemoryStore extends SecretStore {
  readonly #versions = new Map<string, string>();
  readonly #stages = new Map<string, string>();
  readonly #turn: Turn;
  #count = 0;

  constructor(text: string, turn: Turn) {
    super(new SecretsManagerClient({ region: 'eu-west-1' }), 'in-memory');
    this.#turn = turn;
    this.#versions.set('first', text);
    this.#stages.set('AWSCURRENT', 'first');
  }

  /** AWSCURRENT, without waiting. */
  get current(): { readonly versionId: string; readonly text: string } {
    const versionId = this.#stages.get('AWSCURRENT') ?? '';
    return { versionId, text: this.#versions.get(versionId) ?? '' };
  }

  /** Writes without looking, as the console does. */
  put(text: string): void {
    this.#count += 1;
    const versionId = `console-${this.#count}`;
    this.#versions.set(versionId, text);
    this.#move(versionId);
  }

  override async read(stage: VersionStage): Promise<StoredVersion> {
    await this.#turn();
    const versionId = this.#stages.get(stage);
    const text = versionId === undefined ? undefined : this.#versions.get(versionId);
    return {
      isKeepers: versionId !== undefined && this.#stages.get('KAIZENCOACH_STAGED') === versionId,
      ...(versionId === undefined ? {} : { versionId }),
      ...(text === undefined ? {} : { text }),
    };
  }

  override async describe(): Promise<SecretDescription> {
    await this.#turn();
    return { arn: 'in-memory', records: new Map(), stages: new Set(this.#stages.keys()) };
  }

  override async stage(versionId: string, text: string): Promise<void> {
    await this.#turn();
    this.#versions.set(versionId, text);
    this.#stages.set('KAIZENCOACH_STAGED', versionId);
  }

  override async promote(versionId: string, expected: string | undefined): Promise<void> {
    await this.#turn();
    if (this.#stages.get('AWSCURRENT') !== expected) {
      throw new InvalidParameterException({ message: 'the label is elsewhere', $metadata: {} });
    }
    this.#move(versionId);
  }

  override async record(): Promise<void> {
    await this.#turn();
  }

  #move(versionId: string): void {
    const before = this.#stages.get('AWSCURRENT');
    if (before !== undefined) {
      this.#stages.set('AWSPREVIOUS', before);
    }
    this.#stages.set('AWSCURRENT', versionId);
  }
}
