import { SecretsManagerServiceException } from '@aws-sdk/client-secrets-manager';
import { compareAndSwap, type Decide } from '../../../../lib/keeper/changes/compare-and-swap';
import type { Decision } from '../../../../lib/keeper/changes/decision';
import type { Fault } from '../../support/in-memory-secrets-manager';
import { Keeper } from '../../support/keeper';

export const PUT = 'PutSecretValue';
export const SWAP = 'UpdateSecretVersionStage';
export const TAG = 'TagResource';
export const LIST = 'ListSecretVersionIds';
export const READ = 'GetSecretValue';

/** The service's first answer, and one to the SDK's own repeat, as the SDK marks them. */
export const first = { $metadata: { httpStatusCode: 400, attempts: 1 }, message: '' };
export const repeated = { ...first, $metadata: { httpStatusCode: 400, attempts: 2 } };

export const lost = () => Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
export const denied = new SecretsManagerServiceException({ ...first, name: 'AccessDeniedException', $fault: 'client' });

/** Decides on this text, or on nothing to write. */
export const decision = (text: string | undefined): Decision => ({
  ...(text === undefined ? {} : { text }),
  changed: [],
  records: new Map(),
  change: {
    generated: [],
    takenBack: [],
    populated: [],
    removed: [],
    missing: [],
    malformed: [],
    dropped: [],
    completed: [],
  },
});

/** A change of a secret that others change and whose service fails. */
export class Trial {
  readonly keeper = new Keeper();
  readonly pauses: number[] = [];
  /** What was decided on, one entry an attempt: the text, and how many versions of this change were not made. */
  readonly asked: (readonly [string, number])[] = [];

  /** @param text what the secret holds; absent where it has no value. */
  constructor(text?: string) {
    if (text !== undefined) {
      this.keeper.service.put(text);
    }
  }

  /** Adds a member to what is current. */
  readonly addMine: Decide = async ({ document }, notMade) => {
    this.asked.push([document.text, notMade.length]);
    return decision(document.text.replace(/\{(?!\})/, '{"mine":1,').replace('{}', '{"mine":1}'));
  };

  swap({ decide = this.addMine, random = 0, signal = new AbortController().signal } = {}) {
    const surroundings = {
      ...this.keeper.surroundings,
      random: () => random,
      sleep: async (milliseconds: number) => {
        this.pauses.push(milliseconds);
      },
    };
    this.keeper.service.calls.length = 0;
    return compareAndSwap(surroundings, { operation: 'populate', requestId: '0'.repeat(16) }, decide, signal);
  }

  /** The nth call of an operation meets a fault, or comes after what `what` does. */
  at(operation: string, nth: number, what: () => Fault): void {
    const { service } = this.keeper;
    const before = service.fault;
    let calls = 0;
    service.fault = (called, input) => {
      calls += called === operation ? 1 : 0;
      return called === operation && calls === nth ? what() : before(called, input);
    };
  }

  edit(n: number): void {
    this.keeper.service.edit((document) => ({ ...document, n }));
  }

  /** Somebody writes before the nth call of an operation. */
  meanwhile(operation: string, nth = 1): void {
    this.at(operation, nth, () => {
      this.edit(nth);
      return undefined;
    });
  }
}
