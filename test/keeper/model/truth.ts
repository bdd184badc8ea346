import { GARMIN, GENERATED_KEYS, hasValue, REQUIRED_KEYS } from '../../../lib/catalogue/catalogue';
import type { CatalogueKey } from '../../../lib/catalogue/catalogue-key';
import type { Consents } from '../../../lib/contract/operator-request';
import { claimOf } from '../../../lib/keeper/versions/version-id';
import type { InMemorySecretsManager } from '../support/in-memory-secrets-manager';
import { GCP_PROJECT } from '../support/keeper';

type Document = Readonly<Record<string, unknown>>;

/** What one operation may do to keys, as its caller asked for it. */
export interface Asked {
  readonly operation: string;
  readonly requestId: string;
  /** Keys that it names, or all where it names none. */
  readonly names: readonly string[] | 'all';
  /** The operator chose a version himself, or left some out of account. */
  readonly chooses: boolean;
  readonly consents: Consents;
}

/** What really was current, one after the other, which the keeper can only work out afterwards. */
export class Truth {
  /** Request ids of versions that became current. */
  readonly made = new Set<string>();
  readonly current = new Set<string>();
  readonly asked = new Map<string, Asked>();
  readonly violations: string[] = [];
  /** The last value of each required key that was current and usable. */
  readonly last = new Map<string, unknown>();
  readonly #service: InMemorySecretsManager;

  constructor(service: InMemorySecretsManager) {
    this.#service = service;
    service.becameCurrent = (versionId, before) => this.#follow(versionId, before);
  }

  #follow(versionId: string, before: string | undefined): void {
    const [now, then] = [this.#documentOf(versionId), this.#documentOf(before)];
    const claim = claimOf(versionId);
    if (claim !== undefined) {
      this.made.add(claim.requestId);
      this.#judge(claim.operation, claim.requestId, now, then);
    }
    this.current.add(versionId);
    for (const key of REQUIRED_KEYS) {
      if (now !== undefined && isUsable(key, now[key.name])) {
        this.last.set(key.name, now[key.name]);
      }
    }
  }

  #judge(operation: string, requestId: string, now: Document | undefined, then: Document = {}): void {
    const asked = this.asked.get(requestId);
    const names = asked?.names ?? [];
    if (
      hasValue(then[GARMIN]) &&
      asked?.consents.invalidateGarminPasswords !== true &&
      !isSpelling(now?.[GARMIN], then[GARMIN])
    ) {
      this.violations.push(`${operation} replaced the Garmin key without the consent`);
    }
    for (const name of new Set([...Object.keys(then), ...Object.keys(now ?? {})])) {
      const [value, before] = [now?.[name], then[name]];
      if (JSON.stringify(value) === JSON.stringify(before) || names === 'all' || names.includes(name)) {
        continue;
      }
      const key = REQUIRED_KEYS.find((required) => required.name === name);
      const isBack = key !== undefined && value === this.last.get(name) && !isUsable(key, before);
      const isFirst = GENERATED_KEYS.some((generated) => generated.name === name) && !this.last.has(name);
      const mayDraw = (operation === 'seed' || operation === 'recover') && isFirst;
      if (!isBack && !mayDraw && asked?.chooses !== true) {
        this.violations.push(`${operation} changed ${name}, which it was not asked to`);
      }
    }
  }

  #documentOf(versionId: string | undefined): Document | undefined {
    try {
      const parsed: unknown = JSON.parse(this.#service.versions.get(versionId ?? '')?.text ?? '{}');
      return typeof parsed === 'object' && parsed !== null ? { ...parsed } : undefined;
    } catch {
      return undefined;
    }
  }
}

/** The model breaks a Garmin key in two ways in which its digits stay: quotes around it, and no padding. */
function isSpelling(one: unknown, other: unknown): boolean {
  const digits = (value: unknown) => (typeof value === 'string' ? value.replaceAll(/['=]/g, '') : value);
  return digits(one) === digits(other);
}

/** Whether the app could use a value. */
function isUsable(key: CatalogueKey, value: unknown): boolean {
  return (
    value !== undefined &&
    value !== null &&
    value !== '' &&
    key.validate(value, { gcpProject: GCP_PROJECT }).kind !== 'malformed'
  );
}
