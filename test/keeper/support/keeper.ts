import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { isAdopted, type KeeperSettings } from '../../../lib/contract/keeper-settings';
import { type OperatorAnswer, operatorAnswerSchema, type SecretStatus } from '../../../lib/contract/operator-answer';
import { CONTRACT_VERSION } from '../../../lib/contract/operator-request';
import { perform } from '../../../lib/keeper/cloudformation/perform';
import type { Exchange } from '../../../lib/keeper/exchange';
import { Refusal } from '../../../lib/keeper/refusal';
import { answerOperator } from '../../../lib/keeper/requests/answer-operator';
import { SecretStore } from '../../../lib/keeper/secret/secret-store';
import type { Message, Surroundings } from '../../../lib/keeper/surroundings';
import { InMemorySecretsManager } from './in-memory-secrets-manager';

/** The GCP project of the keepers under test. */
export const GCP_PROJECT = 'kaizencoach-staging';
const STACK_ID = 'arn:aws:cloudformation:eu-west-1:000000000000:stack/StagingStack/of-the-test';

/** All consents, or none. */
export const CONSENTS = { importGenerated: true, invalidateGarminPasswords: true } as const;
export const NONE = { importGenerated: false, invalidateGarminPasswords: false } as const;

const { privateKey } = generateKeyPairSync('ec', {
  namedCurve: 'P-256',
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});

/** What other services issue, as the app could use it. */
export function externalValues(): Record<string, string> {
  const file = { type: 'service_account', project_id: GCP_PROJECT, private_key: privateKey, id: randomUUID() };
  return {
    STRAVA_CLIENT_ID: '188207',
    STRAVA_CLIENT_SECRET: randomBytes(20).toString('hex'),
    GOOGLE_APPLICATION_CREDENTIALS_JSON: JSON.stringify(file),
  };
}

/** The keeper's own code on a secret in memory, without waiting. */
export class Keeper {
  readonly service: InMemorySecretsManager;
  readonly surroundings: Surroundings;
  stackStatus = 'UPDATE_IN_PROGRESS';
  readonly published: Message[] = [];
  exchange: Exchange = async () => ({ why: 'no-connection' });
  randomBytes: (length: number) => Uint8Array = (length) => randomBytes(length);

  constructor(service = new InMemorySecretsManager(), settings: Partial<KeeperSettings> = {}) {
    this.service = service;
    this.surroundings = {
      settings: {
        ENVIRONMENT_NAME: 'staging',
        SECRET_NAME: 'in-memory',
        GCP_PROJECT,
        SEEDING: 'add',
        DOMAIN: 'staging.kaizencoach.training',
        ASK_ISSUERS: 'yes',
        TOPIC_ARN: 'arn:aws:sns:eu-west-1:000000000000:topic',
        STACK_ID,
        ...settings,
      },
      store: new SecretStore(service.client(), 'in-memory', isAdopted(settings)),
      exchange: (request) => this.exchange(request),
      publish: async (message) => {
        this.published.push(message);
      },
      invocation: '0a1b2c3d',
      randomBytes: (length) => this.randomBytes(length),
      random: () => 0,
      now: () => new Date(service.now),
      stackStatus: async () => this.stackStatus,
      sleep: async () => undefined,
    };
  }

  /** What a deployment asks for, with the changes given to the event. */
  async deploy(overrides: Readonly<Record<string, unknown>> = {}): Promise<Readonly<Record<string, string>>> {
    const event = {
      RequestType: 'Update' as const,
      ResponseURL: 'https://example.com',
      StackId: STACK_ID,
      RequestId: 'request',
      LogicalResourceId: 'Seed',
      ResourceProperties: { Purpose: 'seed', SecretName: 'in-memory', Seeding: 'add', GeneratedKeys: [] },
      ...overrides,
    };
    return perform(event, this.surroundings, new AbortController().signal).catch((error) => {
      if (error instanceof Refusal) {
        expect([error.message, error.next]).toEqual([1, 2].map(() => expect.stringMatching(/[a-z]{2,} \S*[a-z]{2,}/)));
      }
      throw error;
    });
  }

  /** Asks as an operator does. */
  async ask(request: Readonly<Record<string, unknown>>): Promise<OperatorAnswer> {
    const answer = await answerOperator(
      { contract: CONTRACT_VERSION, ...request },
      this.surroundings,
      new AbortController().signal,
    );
    return legible(v.parse(operatorAnswerSchema, answer));
  }

  /** Makes a change on the version that is current now. */
  async change(
    operation: string,
    details: Readonly<Record<string, unknown>> = {},
    consents: object = NONE,
  ): Promise<OperatorAnswer> {
    const requestId = randomBytes(8).toString('hex');
    return this.ask({ operation, requestId, seenVersion: await this.seen(), consents, ...details });
  }

  /** The version that an operator sees: null where there is no value. */
  async seen(): Promise<string | null> {
    return this.service.text === '' ? null : (this.service.id('AWSCURRENT') ?? null);
  }

  /** The plan of a change. */
  async plan(change: Readonly<Record<string, unknown>>) {
    const answer = await this.ask({ operation: 'plan', change });
    if (answer.outcome !== 'plan') {
      throw new Error(`no plan: ${JSON.stringify(answer)}`);
    }
    return answer.plan;
  }

  /** The status. */
  async status(): Promise<SecretStatus> {
    const answer = await this.ask({ operation: 'status' });
    if (answer.outcome !== 'status') {
      throw new Error(`no status: ${JSON.stringify(answer)}`);
    }
    return answer.status;
  }
}

/** Whatever a test is about: who is refused, or told of a half success, reads what is wrong and what to do next. */
function legible(answer: OperatorAnswer): OperatorAnswer {
  if (answer.outcome === 'refused') {
    expect(answer.reason).toMatch(/[a-z]{2,} \S*[a-z]{2,}/);
    expect(answer.next).toMatch(/[a-z]{2,} \S*[a-z]{2,}/);
  }
  return answer;
}

/** A keeper whose secret was seeded and populated: every required key is there. */
export async function completeKeeper(): Promise<Keeper> {
  const keeper = new Keeper();
  await keeper.deploy({ RequestType: 'Create' });
  await keeper.change('populate', { values: externalValues() });
  return keeper;
}

/** What the deployment was refused for, or what it did. */
export async function deploymentOf(keeper: Keeper): Promise<unknown> {
  return keeper.deploy().catch((error: unknown) => error);
}
