import { CATALOGUE } from '../../../lib/catalogue/catalogue';
import type { Change, Plan, SecretStatus } from '../../../lib/contract/operator-answer';
import type { Environment } from '../../../lib/environments/row';
import { ENVIRONMENTS, environmentNamed } from '../../../lib/environments/rows';
import type { Context } from '../../../lib/operator/context';
import { OperatorError } from '../../../lib/operator/operator-error';
import { Output } from '../../../lib/operator/rendering/output';
import { Redactor } from '../../../lib/operator/rendering/redactor';
import type { Keeper, Order } from '../../../lib/operator/services/keeper';
import { pipeAt, readAtMost } from '../../../lib/operator/terminal/bounded-read';
import { Progress } from '../../../lib/operator/terminal/progress';

/** A sink that remembers. */
export class Memory {
  readonly isTTY: boolean;
  text = '';
  /** It takes so many texts, and none after them. */
  failsAfter = Number.POSITIVE_INFINITY;
  failure: string | undefined;

  constructor(isTTY = false) {
    this.isTTY = isTTY;
  }

  write(text: string): void {
    this.failsAfter -= 1;
    if (this.failsAfter < 0) {
      this.failure ??= 'EPIPE';
    } else {
      this.text += text;
    }
  }
}

/** A context without AWS and without a person, and what it would have shown. */
export interface FakeContext extends Context {
  readonly stdout: Memory;
  readonly stderr: Memory;
  /** Questions that were asked. */
  readonly questions: string[];
}

/** How a fake context differs from one with nobody and nothing. */
export interface FakeOptions {
  /** Answers of the person at the terminal, in order; without them there is no terminal. */
  readonly answers?: readonly (string | boolean)[];
  readonly keepers?: Readonly<Record<string, Partial<Keeper>>>;
  readonly services?: Partial<Context['services']>;
  readonly stdin?: string;
  readonly now?: Date;
}

/** A context of fakes. */
export function fakeContext({ answers, keepers = {}, services, stdin = '', now }: FakeOptions = {}): FakeContext {
  const [stdout, stderr, redactor] = [new Memory(), new Memory(), new Redactor()];
  const open = [...(answers ?? [])];
  const questions: string[] = [];
  const next = (question: string) => {
    questions.push(question);
    return open.shift();
  };
  const missing = () => Promise.reject(new Error('not part of this test'));
  return {
    stdout,
    stderr,
    questions,
    redactor,
    output: new Output({ stdout, stderr, environment: {}, redactor }),
    now: () => now ?? new Date('2026-06-01T00:00:00Z'),
    pause: async () => undefined,
    terminal: {
      interactive: answers !== undefined,
      progress: new Progress(new Memory()),
      confirm: async (question) => next(question) === true,
      ask: async (question) => String(next(question) ?? ''),
      askHidden: async (question) => String(next(question) ?? ''),
      readStdin: async () => Buffer.from(stdin),
      readPipe: (path, most) => readAtMost(pipeAt(path), most, new AbortController().signal),
    },
    services: {
      choose: () => undefined,
      place: async () => ({ account: '111122223333', region: 'eu-west-1' }),
      keeper: async (environment) => ({ ...absentKeeper(environment), ...keepers[environment.name] }),
      appService: missing,
      appLog: missing,
      inspection: missing,
      attempts: missing,
      alertEvidence: missing,
      trailRecords: missing,
      ...services,
    },
  };
}

/** A keeper that is not deployed. */
function absentKeeper(environment: Environment): Keeper {
  const absent = () =>
    Promise.reject(new OperatorError({ rule: 'no-keeper', reason: 'there is no keeper', next: 'deploy' }));
  return {
    environment,
    status: absent,
    history: absent,
    fate: absent,
    plan: absent,
    change: absent,
    fingerprints: absent,
    backup: absent,
    askIssuers: absent,
    renewWebhook: absent,
  };
}

/** The keeper of staging, with the answers given; remembers the orders it got. */
export function fakeKeeper(answers: Partial<Keeper>): Keeper & { readonly orders: Order[] } {
  const orders: Order[] = [];
  const { change } = answers;
  return {
    ...absentKeeper(environmentNamed('staging')),
    ...answers,
    orders,
    change: (order) => {
      orders.push(order);
      return change === undefined ? Promise.reject(new Error('no change was expected')) : change(order);
    },
  };
}

/** A plan that changes the Flask key of version `v1`. */
export function aPlan(overrides: Partial<Plan> = {}): Plan {
  return {
    versionId: 'v1',
    entries: [
      { key: 'FLASK_SECRET_KEY', action: 'change', consequence: 'every user is logged out' },
      { key: 'STRAVA_CLIENT_ID', action: 'keep' },
    ],
    needsConsents: [],
    missing: [],
    ...overrides,
  };
}

/** A change that drew the Flask key anew. */
export function aChange(overrides: Partial<Change> = {}): Change {
  return {
    versionId: 'v2',
    generated: ['FLASK_SECRET_KEY'],
    takenBack: [],
    populated: [],
    removed: [],
    missing: [],
    malformed: [],
    dropped: [],
    overtaken: false,
    recorded: true,
    completed: [],
    ...overrides,
  };
}

/** A complete status of version `v1`, in which the Flask key was seeded at the time given. */
export function aStatus(overrides: Partial<SecretStatus> = {}, madeAt = '2026-05-01T00:00:00Z'): SecretStatus {
  const record = { madeAt, operation: 'seed', how: 'generated' as const, versionId: 'v1' };
  return {
    environment: 'staging',
    secretName: 'staging-kaizencoach-app-secrets',
    versionId: 'v1',
    keys: [
      { name: 'STRAVA_CLIENT_ID', origin: 'external', required: true, state: 'present', length: 6 },
      { name: 'FLASK_SECRET_KEY', origin: 'generated', required: true, state: 'present', length: 64, record },
      { name: 'AI_MODEL', origin: 'runtime-setting', required: false, state: 'missing' },
    ],
    unknownKeys: [],
    droppedKeys: [],
    differInPrevious: [],
    stravaClientId: '188207',
    lastChange: { earliest: madeAt, latest: madeAt },
    ...overrides,
  };
}

/** A status in which every key of the catalogue is there, each made by a seed. */
export function aCompleteStatus(): SecretStatus {
  const record = { madeAt: '2026-05-01T00:00:00Z', operation: 'seed', how: 'generated' as const, versionId: 'v1' };
  const keys = CATALOGUE.map(({ name, origin, required }) => ({
    name,
    origin,
    required,
    state: 'present' as const,
    record,
  }));
  return aStatus({ keys });
}

/** Names of the environments other than staging. */
export const OTHERS = ENVIRONMENTS.map(({ name }) => name).filter((name) => name !== 'staging');
