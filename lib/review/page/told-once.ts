import { ENVIRONMENTS } from '../../environments/rows';
import { remembered } from '../../remembered';
import { byHand } from '../acceptances';
import type { Finding } from '../finding';
import { GATES } from '../gates';
import type { Group } from '../gates/gate';
import { isOpen, type Report } from '../report';
import { changedParts } from './changed-parts';

/** A finding that is the same in several environments. */
export interface Told {
  /** As the first of them says it. */
  readonly finding: Finding;
  /** Each once. */
  readonly environments: readonly string[];
  /** By environment. */
  readonly fingerprints: Readonly<Record<string, string>>;
  /** Whether a page would say other names for another of the environments. */
  readonly isByOwnNames: boolean;
  readonly isOpen: boolean;
  readonly isAccepted: boolean;
}

/** The findings of `report`, each once: those that stop the change first, then by group. */
export function toldOnce(report: Report): Told[] {
  const alike = new Map<string, Finding[]>();
  const before = new Map<string, number>();
  for (const finding of report.findings) {
    const content = contentOf(finding, isOpen(finding, report));
    // Two of one environment are two, whatever they say: the second is the same as the second of another.
    const here = JSON.stringify([content, environmentOf(finding)]);
    const number = before.get(here) ?? 0;
    before.set(here, number + 1);
    const key = JSON.stringify([content, number]);
    remembered(alike, key, () => []).push(finding);
  }
  const told = [...alike.values()].flatMap((findings) => {
    const [finding] = findings;
    return finding === undefined ? [] : [toldOf(finding, findings, isOpen(finding, report))];
  });
  return told.sort((one, other) => rank(one) - rank(other));
}

function toldOf(finding: Finding, findings: readonly Finding[], stops: boolean): Told {
  return {
    finding,
    environments: findings.map(environmentOf),
    fingerprints: Object.fromEntries(findings.map((each) => [environmentOf(each), each.fingerprint])),
    isByOwnNames: new Set(findings.map(shownOf)).size > 1,
    isOpen: stops,
    isAccepted: finding.stops !== 'shown' && !stops,
  };
}

/** What a page begins with that tells of a finding. */
export function markOf({ isOpen: stops, isAccepted }: Told): string {
  return stops ? '⛔ ' : isAccepted ? '✅ accepted: ' : '';
}

const ORDER = Object.values(GATES).map(({ group }): Group => group);

function rank({ finding, isOpen: stops }: Told): number {
  return (stops ? 0 : 1_000) + ORDER.indexOf(finding.group);
}

function environmentOf({ environments }: Finding): string {
  return environments.join(', ');
}

/** What a page says of a finding. */
function shownOf({ sentence, details, before, after }: Finding): string {
  return JSON.stringify([sentence, details, changedParts(before, after)]);
}

/** Everything that a finding says, without the names of its environment. */
function contentOf(finding: Finding, stops: boolean): string {
  const { gate, sentence, details, before, after, evidence } = finding;
  return JSON.stringify([
    stops,
    gate,
    withoutNames(JSON.stringify([sentence, details, before, after]), environmentOf(finding)),
    evidence.map(({ path, logicalId }) => [logicalId, path]),
  ]);
}

/**
 * `json` with the environment's own names, and no other, as what no JSON has. A name of which one is only a part is another's: who
 * reads `random-kaizencoach-role` of the environments `dom` and `mark` would not think of `ranmark-kaizencoach-role`.
 */
function withoutNames(json: string, environment: string): string {
  const row = ENVIRONMENTS.find(({ name }) => name === environment || byHand(name) === environment);
  const names = row === undefined ? [] : [row.secretName, row.stackId, row.resourcePrefix];
  return names.reduce((text, name, index) => {
    const whole = new RegExp(`(?<![\\w+=,.@-])${name.replace(/[+.]/g, '\\$&')}(?!\\w)`, 'g');
    return text.replace(whole, `\0${index}`);
  }, json);
}

/** Names of the environments that something is told of: all of them, or those. */
export function environmentsIn(told: Pick<Told, 'environments' | 'isByOwnNames'>, report: Report): string {
  const { environments, isByOwnNames } = told;
  const all = report.environments.map(({ environment }) => environment);
  const isAll =
    all.length > 1 && all.length === environments.length && all.every((each) => environments.includes(each));
  return `${isAll ? 'all environments' : environments.join(', ')}${isByOwnNames ? ', each by its own names' : ''}`;
}
