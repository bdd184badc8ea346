import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  ListSecretVersionIdsCommand,
  PutSecretValueCommand,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';

/** The secret as a person at the console sees and edits it: reads and blind writes. */
export class StoredSecret {
  readonly client: SecretsManagerClient;
  readonly name: string;

  constructor(client: SecretsManagerClient, name: string) {
    this.client = client;
    this.name = name;
  }

  /** Text of AWSCURRENT. */
  async text(): Promise<string> {
    const { SecretString } = await this.client.send(new GetSecretValueCommand({ SecretId: this.name }));
    return SecretString ?? '';
  }

  /** AWSCURRENT, parsed. */
  async document(): Promise<Record<string, unknown>> {
    return JSON.parse(await this.text());
  }

  /** Version id of AWSCURRENT. */
  async versionId(): Promise<string> {
    const { VersionId } = await this.client.send(new GetSecretValueCommand({ SecretId: this.name }));
    return VersionId ?? '';
  }

  /** Ids of all versions, sorted. */
  async versions(): Promise<string[]> {
    const { Versions = [] } = await this.client.send(
      new ListSecretVersionIdsCommand({ SecretId: this.name, IncludeDeprecated: true }),
    );
    return Versions.map(({ VersionId }) => VersionId ?? '').sort();
  }

  /** Values of the tags, by key. */
  async tags(): Promise<Record<string, string>> {
    const { Tags = [] } = await this.client.send(new DescribeSecretCommand({ SecretId: this.name }));
    return Object.fromEntries(Tags.map(({ Key, Value }) => [Key ?? '', Value ?? '']));
  }

  /** Replaces the value without looking, as the console and `aws secretsmanager put-secret-value` do. */
  async edit(value: string | Uint8Array): Promise<void> {
    const content = typeof value === 'string' ? { SecretString: value } : { SecretBinary: value };
    await this.client.send(new PutSecretValueCommand({ SecretId: this.name, ...content }));
  }

  /** Replaces the value by one that `change` made of the current one, without looking whether it changed meanwhile. */
  async editJson(change: (document: Record<string, unknown>) => Record<string, unknown>): Promise<void> {
    await this.edit(JSON.stringify(change(await this.document())));
  }
}

/** A copy of `document` without the members named. */
export function without(document: Record<string, unknown>, ...names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(document).filter(([name]) => !names.includes(name)));
}
