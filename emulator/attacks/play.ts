import { performance } from 'node:perf_hooks';
import * as v from 'valibot';
import { credentialsOf } from '../identities/credentials';
import { identities } from '../identities/identities';
import { advance, inbox, lastMessage } from '../pages';
import { told } from '../told';
import { type Answer, type Caller, isDenied } from './caller';
import { currentVersion, ownCall } from './deployed';
import type { As, Deployed, Played, Scenario } from './scenario';

/** Longer than the longest period of an alarm: what the scenario before raised is over. */
const SECONDS_BETWEEN = 3700;
const ROOT = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };

const sessionSchema = v.looseObject({
  Credentials: v.looseObject({ AccessKeyId: v.string(), SecretAccessKey: v.string(), SessionToken: v.string() }),
});

type Variables = Readonly<Record<string, string>>;

/** Plays scenarios against a deployed environment, one after the other, each from the same state. */
export class Player {
  readonly #caller: Caller;
  readonly #deployed: Deployed;
  readonly #endpoint: string;
  readonly #sessions = new Map<As, Variables>();

  constructor(caller: Caller, deployed: Deployed, endpoint: string) {
    this.#caller = caller;
    this.#deployed = deployed;
    this.#endpoint = endpoint;
  }

  /** Plays one; gives what came of it, and in what that differs from its row. */
  async play(scenario: Scenario): Promise<Played> {
    const { id, attempt, everyday, heard: expected } = scenario;
    await advance(this.#endpoint, SECONDS_BETWEEN);
    const before = await lastMessage(this.#endpoint);
    const start = performance.now();
    const steps: Played['steps'][number][] = [];
    const differences: string[] = [];
    const { secretName } = this.#deployed;
    const deployed = { ...this.#deployed, versionId: await currentVersion(this.#caller, secretName) };
    for (const { as, call, outcome } of scenario.steps) {
      const asked = call(deployed);
      const answer = await this.#caller.call(await this.credentials(as), asked);
      this.#noteSession(answer);
      const came = outcomeOf(answer);
      steps.push({ as, call: `${asked.service}.${asked.operation}`, outcome: came });
      if (came !== outcome) {
        differences.push(`${asked.service}.${asked.operation} as ${as}: ${came}, not ${outcome}`);
      }
    }
    const heard = await this.#heardSince(before);
    const seconds = (performance.now() - start) / 1000;
    for (const path of ['immediate', 'log'] as const) {
      const [is, should] = [heard[path].join(', '), [...expected[path]].sort().join(', ')];
      if (is !== should) {
        differences.push(`${path}: heard ${is || 'nothing'}, not ${should || 'nothing'}`);
      }
    }
    for (const asked of scenario.undo?.(this.#deployed) ?? []) {
      await ownCall(this.#caller, asked);
    }
    return { id, attempt, everyday, steps, heard, seconds, differences };
  }

  /** Credentials of somebody, made where they are not there yet. */
  async credentials(as: As): Promise<Variables> {
    const known = as === 'root' ? ROOT : this.#sessions.get(as);
    if (known !== undefined) {
      return known;
    }
    if (as === 'root' || as === 'taken-on') {
      throw new Error('no step before has taken on a role');
    }
    const identity = identities(this.#deployed.environment)[as];
    const variables = await credentialsOf(as, identity, this.#endpoint);
    this.#sessions.set(as, variables);
    return variables;
  }

  #noteSession(answer: Answer): void {
    const session = v.safeParse(sessionSchema, 'ok' in answer ? answer.ok : undefined);
    if (session.success) {
      const { AccessKeyId, SecretAccessKey, SessionToken } = session.output.Credentials;
      this.#sessions.set('taken-on', {
        AWS_ACCESS_KEY_ID: AccessKeyId,
        AWS_SECRET_ACCESS_KEY: SecretAccessKey,
        AWS_SESSION_TOKEN: SessionToken,
      });
    }
  }

  async #heardSince(before: number): Promise<{ immediate: string[]; log: string[] }> {
    const messages = (await inbox(this.#endpoint, before)).map(told);
    const on = (path: string) => [...new Set(messages.filter((m) => m.path === path).map((m) => m.alert))].sort();
    return { immediate: on('EventBridge'), log: on('log') };
  }
}

/** Anything but a denial was let through by IAM; an error of the service itself is named. */
function outcomeOf(answer: Answer): string {
  if (isDenied(answer)) {
    return 'denied';
  }
  return 'ok' in answer ? 'allowed' : `allowed, then ${answer.code}`;
}
