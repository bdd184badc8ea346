import { createHash, randomBytes } from 'node:crypto';
import { InternalServiceError, InvalidParameterException } from '@aws-sdk/client-secrets-manager';
import { GARMIN, GENERATED_KEYS, hasValue, REQUIRED_KEYS } from '../../../lib/catalogue/catalogue';
import type { OperatorAnswer } from '../../../lib/contract/operator-answer';
import type { Consents } from '../../../lib/contract/operator-request';
import { InMemorySecretsManager } from '../support/in-memory-secrets-manager';
import { CONSENTS, externalValues, Keeper, NONE } from '../support/keeper';
import { oneOf, someOf } from './random';
import { Truth } from './truth';

const REQUIRED = REQUIRED_KEYS.map(({ name }) => name);
const GENERATED = GENERATED_KEYS.map(({ name }) => name);
const SETTINGS = ['AI_MODEL', 'GCP_LOCATION', 'NOTE'];
/** Rules that say themselves that it is not known whether the change was made. */
const UNDECIDED = new Set(['undecided', 'service-fault', 'out-of-time', 'internal-fault']);
const EXTERNAL = externalValues();

/** One secret, everybody who works on it, and what must hold of what they do. */
export class World {
  readonly service = new InMemorySecretsManager();
  readonly truth = new Truth(this.service);
  readonly #random: () => number;
  readonly #keeper = new Keeper(this.service);
  #requests = 0;
  #bytes = 0;

  constructor(random: () => number) {
    this.#random = random;
    this.#keeper.randomBytes = (length) => this.#randomBytes(length);
  }

  /** One step of somebody, alone or two at a time. */
  async step(): Promise<void> {
    this.service.now += Math.floor(this.#random() * 3_600_000);
    const faulty = this.#random() < 0.4;
    this.service.fault = (operation) => (faulty && this.#random() < 0.15 ? this.#fault(operation) : undefined);
    const both = this.#random() < 0.3;
    this.service.turn = both ? () => this.#pass() : async () => undefined;
    await Promise.all([this.#somebody(), ...(both ? [this.#somebody()] : [])]);
    this.service.fault = () => undefined;
    this.service.turn = async () => undefined;
  }

  /** What recover makes of the state that was reached; gives what is wrong with it. */
  async recovered(): Promise<string[]> {
    const asked = await this.#change('recover', {}, [], false, NONE);
    const needsConsent = asked.outcome === 'refused' && asked.rule === 'needs-consent';
    if (needsConsent && !hasValue(this.service.document[GARMIN])) {
      return ['recover needs a consent, and replaces no Garmin key'];
    }
    const first = needsConsent ? await this.#change('recover', {}, [], false, CONSENTS) : asked;
    if (first.outcome === 'refused' && first.rule === 'last-value-unknown') {
      return this.#candidatesWithout(first.reason);
    }
    if (first.outcome === 'refused') {
      return first.rule === 'not-an-object' || first.rule === 'duplicate-key' ? [] : [`recover: ${first.rule}`];
    }
    const missing = first.outcome === 'done' ? first.change.missing : [];
    return missing
      .filter((name) => this.truth.last.has(name) && this.#holders(name).some((id) => this.truth.current.has(id)))
      .map((name) => `recover left ${name} out, which a version that was current has`);
  }

  /** A refusal that leaves the choice to a person must name the version that really holds the last value. */
  #candidatesWithout(reason: string): string[] {
    const name = REQUIRED.find((key) => reason.startsWith(key)) ?? '';
    const holders = this.#holders(name);
    return holders.length === 0 || holders.some((id) => reason.includes(id))
      ? []
      : [`recover names no version that holds the last ${name}`];
  }

  /** Versions that hold the last value of a key. */
  #holders(name: string): string[] {
    const source = JSON.stringify(this.truth.last.get(name));
    return [...this.service.versions].filter(([, { text }]) => text.includes(source)).map(([id]) => id);
  }

  async #somebody(): Promise<void> {
    const who = this.#random();
    if (who < 0.25) {
      this.#console();
    } else if (who < 0.4) {
      await this.#keeper.deploy({ RequestType: oneOf(this.#random, ['Create', 'Update']) }).catch(() => undefined);
    } else {
      await this.#operator();
    }
  }

  async #operator(): Promise<void> {
    const random = this.#random;
    const consents = random() < 0.5 ? CONSENTS : NONE;
    switch (oneOf(random, ['populate', 'rotate', 'rollback', 'restore', 'recover', 'seed'])) {
      case 'populate': {
        const names = someOf(random, [...Object.keys(EXTERNAL), 'AI_MODEL', GARMIN]);
        const values = Object.fromEntries(names.map((name) => [name, this.#valueOf(name)]));
        await this.#change('populate', { values }, names, false, consents);
        return;
      }
      case 'rotate': {
        const keys = someOf(random, GENERATED);
        await this.#change('rotate', { keys }, keys, false, consents);
        return;
      }
      case 'rollback': {
        const keys = random() < 0.5 ? undefined : someOf(random, REQUIRED);
        await this.#change('rollback', keys === undefined ? {} : { keys }, keys ?? 'all', false, consents);
        return;
      }
      case 'restore': {
        const document = JSON.stringify(this.#completeDocument());
        await this.#change('restore', { document }, 'all', false, consents);
        return;
      }
      case 'recover': {
        const from = random() < 0.2 ? { from: oneOf(random, [...this.service.versions.keys(), 'none']) } : {};
        await this.#change('recover', from, [], 'from' in from, consents);
        return;
      }
      default:
        await this.#change('seed', {}, [], false, consents);
    }
  }

  async #change(
    operation: string,
    details: object,
    names: readonly string[] | 'all',
    chooses: boolean,
    consents: Consents,
  ): Promise<OperatorAnswer> {
    this.#requests += 1;
    const requestId = this.#requests.toString(16).padStart(16, '0');
    this.truth.asked.set(requestId, { operation, requestId, names, chooses, consents });
    const keeper = this.#keeper;
    const answer = await keeper.ask({ operation, requestId, seenVersion: await keeper.seen(), consents, ...details });
    this.#judge(operation, requestId, answer);
    const fault = this.service.fault;
    this.service.fault = () => undefined;
    const { fate } = await keeper
      .ask({ operation: 'fate', requestId })
      .then((found) => (found.outcome === 'fate' ? found.fate : { fate: 'unproved' }));
    this.service.fault = fault;
    const isMade = this.truth.made.has(requestId);
    if ((fate === 'current' || fate === 'overtaken') !== isMade && fate !== 'unproved') {
      this.truth.violations.push(
        `the fate of a ${operation} is told as ${fate}, and it ${isMade ? 'was' : 'was not'} made`,
      );
    }
    return answer;
  }

  #judge(operation: string, requestId: string, answer: OperatorAnswer): void {
    const isMade = this.truth.made.has(requestId);
    if (answer.outcome === 'refused' && !UNDECIDED.has(answer.rule) && isMade) {
      this.truth.violations.push(`a ${operation} was made and refused as ${answer.rule}`);
    }
    if (answer.outcome === 'done') {
      const { generated, populated, removed, versionId } = answer.change;
      const wrote = generated.length + populated.length + removed.length > 0;
      if (wrote && (!isMade || !this.truth.current.has(versionId ?? ''))) {
        this.truth.violations.push(`a ${operation} was reported as done and is nowhere`);
      }
    }
  }

  /** Somebody at the console, who looks at nothing but the text. */
  #console(): void {
    const random = this.#random;
    const how = random();
    if (this.service.text === '' || how < 0.05) {
      this.service.put(oneOf(random, ['{}', 'not JSON', '[]', JSON.stringify(this.#completeDocument())]));
      return;
    }
    const edit = (change: (document: Record<string, unknown>) => Record<string, unknown>) => {
      try {
        this.service.edit(change);
      } catch {
        this.service.put('{}');
      }
    };
    if (how < 0.6) {
      const names = someOf(random, REQUIRED);
      edit((document) => Object.fromEntries(Object.entries(document).filter(([name]) => !names.includes(name))));
    } else if (how < 0.65) {
      const pasted = oneOf(random, [`'${this.#valueOf(GARMIN)}'`, this.#valueOf(GARMIN).slice(0, -1)]);
      edit((document) => ({ ...document, [GARMIN]: pasted }));
    } else if (how < 0.75) {
      const broken = oneOf(random, REQUIRED);
      edit((document) => ({ ...document, [broken]: oneOf(random, [null, '', 'x\n', 5]) }));
    } else {
      const setting = oneOf(random, SETTINGS);
      edit((document) => ({ ...document, [setting]: `console ${Math.floor(random() * 3)}` }));
    }
  }

  #completeDocument(): Record<string, string> {
    return Object.fromEntries(REQUIRED.map((name) => [name, this.#valueOf(name)]));
  }

  #valueOf(name: string): string {
    const key = GENERATED_KEYS.find((generated) => generated.name === name);
    return key === undefined ? (EXTERNAL[name] ?? 'gemini-flash') : key.generate((length) => this.#randomBytes(length));
  }

  /** Bytes that are never the same twice, so that values tell who drew them. */
  #randomBytes(length: number): Uint8Array {
    this.#bytes += 1;
    const digest = createHash('sha512').update(`${this.#bytes} ${this.#random()}`).digest();
    return length > digest.length ? randomBytes(length) : digest.subarray(0, length);
  }

  #fault(operation: string) {
    const attempts = this.#random() < 0.5 ? 1 : 4;
    const error = oneOf(this.#random, [
      Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }),
      new InternalServiceError({ message: 'fault', $metadata: { httpStatusCode: 500, attempts } }),
    ]);
    // A repeat by the SDK meets what its first try did.
    const refused = new InvalidParameterException({
      message: 'moved',
      $metadata: { httpStatusCode: 400, attempts: 2 },
    });
    return this.#random() < 0.5
      ? { before: error }
      : { after: operation === 'UpdateSecretVersionStage' && this.#random() < 0.3 ? refused : error };
  }

  async #pass(): Promise<void> {
    for (let turns = Math.floor(this.#random() * 4); turns > 0; turns -= 1) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}
