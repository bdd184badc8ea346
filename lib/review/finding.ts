import { createHash } from 'node:crypto';
import { canonical, type Json } from './assembly/json';
import { GATES, type GateId } from './gates';
import type { Group } from './gates/gate';
import { secretNames, withheld } from './withheld';

/** Where something was found. */
export interface Evidence {
  /** Logical id, name of a section of the template, or path of a file. */
  readonly logicalId: string;
  /** Names from there down, with dots. */
  readonly path: string;
}

/** Something that a rule found in one environment. */
export interface Found {
  readonly gate: GateId;
  /** What would happen, with its full stop. */
  readonly sentence: string;
  /** Further sentences, for the list below it. */
  readonly details?: readonly string[];
  readonly before: Json | undefined;
  readonly after: Json | undefined;
  readonly evidence: readonly Evidence[];
  /** What only the fingerprint says, since no page may show it, or other words of the finding do. */
  readonly unsaid?: Json;
}

/** A finding as it is told: one gate in one environment. */
export interface Finding {
  readonly gate: GateId;
  readonly group: Group;
  readonly stops: 'acceptable' | 'final' | 'shown';
  /** Name of the environment; none where it concerns the repository. */
  readonly environments: readonly string[];
  readonly sentence: string;
  readonly details: readonly string[];
  readonly before: Json;
  readonly after: Json;
  readonly evidence: readonly Evidence[];
  /** 32 hex digits: SHA-256 over gate, environment, places, before, after and what is not said, cut at 128 bits. */
  readonly fingerprint: string;
}

/** Environment of findings that concern the repository as a whole. */
export const REPOSITORY = 'repository';

/** `text` as code in a sentence, which it cannot end to go on in its own words. */
export function code(text: string): string {
  return `\`${text.replaceAll('`', "'")}\``;
}

/** `found` in `environment`. */
export function findingOf(environment: string, found: Found): Finding {
  const { gate, sentence, details = [], evidence } = found;
  const { group, stops } = GATES[gate];
  const before = found.before ?? null;
  const after = found.after ?? null;
  const places = evidence.map(({ logicalId, path }) => ({ logicalId, path }));
  const identity = canonical([
    gate,
    environment,
    places,
    before,
    after,
    ...(found.unsaid === undefined ? [] : [found.unsaid]),
  ]);
  const about = secretNames(evidence.flatMap(({ path }) => path.split('.')));
  const fingerprint = createHash('sha256').update(identity).digest('hex').slice(0, 32);
  return {
    gate,
    group,
    stops,
    environments: [environment],
    sentence,
    details,
    before: withheld(before, about),
    after: withheld(after, about),
    evidence: places,
    fingerprint,
  };
}
