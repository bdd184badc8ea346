import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { clientConfiguration } from '../../../emulator/client-environment';
import type { Emulator } from '../../../emulator/emulator';
import { CATALOGUE, GENERATED_KEYS } from '../../../lib/catalogue/catalogue';
import { CONTRACT_VERSION } from '../../../lib/contract/operator-request';
import { handle } from '../../../lib/keeper/handler';
import type { CapturedResponse, FaultyEndpoint } from './faulty-endpoint';
import { StoredSecret } from './stored-secret';

const GCP_PROJECT = 'kaizencoach-staging';
const STACK_ID = 'arn:aws:cloudformation:eu-west-1:000000000000:stack/StagingStack/of-the-test';

/** How much of the invocation's time is left. */
interface Clock {
  /** @default 120 000, the function's own time-out */
  readonly remainingMs?: number;
}

/** The keeper's own code in this process, talking to the emulator through an endpoint that can fail. */
export class KeeperInProcess {
  readonly secret: StoredSecret;
  /** What the keeper does about missing generated keys when CloudFormation asks. */
  seeding: 'add' | 'report' = 'add';
  /** The key that the row of an adopted secret names. */
  expectedKey: string | undefined;
  /** Public age keys, separated by commas. */
  backupRecipients = '';
  readonly #endpoint: FaultyEndpoint;

  constructor(endpoint: FaultyEndpoint, secret: StoredSecret) {
    this.#endpoint = endpoint;
    this.secret = secret;
  }

  /** A keeper of a new secret without a value. The secret itself is reached directly, without faults. */
  static async ofNewSecret(emulator: Emulator, endpoint: FaultyEndpoint): Promise<KeeperInProcess> {
    const client = new SecretsManagerClient(clientConfiguration(emulator.endpoint));
    const name = `secret-${randomUUID()}-of-the-test`;
    await client.send(new CreateSecretCommand({ Name: name, SecretString: '' }));
    return new KeeperInProcess(endpoint, new StoredSecret(client, name));
  }

  /** An event as CloudFormation sends it, with the changes given. */
  event(overrides: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
    return {
      RequestType: 'Create',
      ResponseURL: `${this.#endpoint.origin}/response`,
      StackId: STACK_ID,
      RequestId: randomUUID(),
      ResourceType: 'Custom::SecretSeed',
      LogicalResourceId: 'Seed',
      ResourceProperties: this.properties(),
      ...overrides,
    };
  }

  /** The properties of the seeding resource, with the changes given. */
  properties(overrides: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
    return {
      ServiceToken: 'keeper',
      ServiceTimeout: '180',
      Purpose: 'seed',
      SecretName: this.secret.name,
      Seeding: this.seeding,
      GeneratedKeys: GENERATED_KEYS.map(({ name }) => name),
      ...overrides,
    };
  }

  /** Sends an event; gives what CloudFormation was told, or undefined where it was told nothing. */
  async send(
    event: unknown = this.event(),
    { remainingMs = 120_000 }: Clock = {},
  ): Promise<CapturedResponse | undefined> {
    const told = this.#endpoint.responses.length;
    await this.invoke(event, { remainingMs });
    return this.#endpoint.responses[told];
  }

  /** Invokes the keeper with anything; gives what it returns. */
  async invoke(event: unknown, { remainingMs = 120_000 }: Clock = {}): Promise<unknown> {
    const end = Date.now() + remainingMs;
    const context = { getRemainingTimeInMillis: () => end - Date.now(), awsRequestId: randomUUID() };
    return handle(event, context, {
      ENVIRONMENT_NAME: 'staging',
      SECRET_NAME: this.secret.name,
      GCP_PROJECT,
      SEEDING: this.seeding,
      DOMAIN: 'staging.kaizencoach.training',
      ASK_ISSUERS: 'yes',
      TOPIC_ARN: 'arn:aws:sns:eu-west-1:000000000000:staging-kaizencoach-audit',
      STACK_ID,
      BACKUP_RECIPIENTS: this.backupRecipients,
      ...(this.expectedKey === undefined ? {} : { EXPECTED_KMS_KEY: this.expectedKey }),
      AWS_ENDPOINT_URL: this.#endpoint.origin,
    });
  }

  /** Sets keys as an operator does, on what is current. */
  async populate(values: Readonly<Record<string, string>>): Promise<unknown> {
    const consents = { importGenerated: true, invalidateGarminPasswords: true };
    return this.change('populate', { values }, consents);
  }

  /** Makes a change as an operator does, on what is current. */
  async change(operation: string, details: object, consents: object): Promise<unknown> {
    const seenVersion = (await this.secret.text()) === '' ? null : await this.secret.versionId();
    const requestId = randomBytes(8).toString('hex');
    return this.invoke({ contract: CONTRACT_VERSION, operation, requestId, seenVersion, consents, ...details });
  }

  /** A key file of the environment's GCP project, with a private key made now. */
  googleCredentials(): Record<'GOOGLE_APPLICATION_CREDENTIALS_JSON', string> {
    const { privateKey } = generateKeyPairSync('ec', {
      namedCurve: 'P-256',
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    });
    const file = { type: 'service_account', project_id: GCP_PROJECT, private_key: privateKey };
    return { GOOGLE_APPLICATION_CREDENTIALS_JSON: JSON.stringify(file) };
  }

  /** The catalogue's keys that the secret holds. */
  async keys(): Promise<string[]> {
    const document = await this.secret.document();
    return CATALOGUE.map(({ name }) => name).filter((name) => name in document);
  }
}
