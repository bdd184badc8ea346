import type { Json } from '../assembly/json';
import type { Finding } from '../finding';
import { GATES, type Group } from '../gates';
import { isOpen, type Report } from '../report';

/** A finding that is the same in several environments. */
export interface Told {
  readonly finding: Finding;
  readonly environments: readonly string[];
  /** By environment. */
  readonly fingerprints: Readonly<Record<string, string>>;
  readonly isOpen: boolean;
  readonly isAccepted: boolean;
}

/** The findings of `report`, each once: those that stop the change first, then by group. */
export function toldOnce(report: Report): Told[] {
  const byContent = new Map<string, { finding: Finding; of: [string, string][] }>();
  for (const finding of report.findings) {
    const environment = finding.environments.join(', ');
    const key = contentOf(finding, isOpen(finding, report));
    const known = byContent.get(key) ?? { finding, of: [] };
    known.of.push([environment, finding.fingerprint]);
    byContent.set(key, known);
  }
  const told = [...byContent.values()].map(({ finding, of }) => ({
    finding,
    environments: of.map(([environment]) => environment),
    fingerprints: Object.fromEntries(of),
    isOpen: isOpen(finding, report),
    isAccepted: finding.stops !== 'shown' && !isOpen(finding, report),
  }));
  return told.sort((one, other) => rank(one) - rank(other));
}

const ORDER = Object.values(GATES).map(({ group }): Group => group);

function rank({ finding, isOpen: stops }: Told): number {
  return (stops ? 0 : 1_000) + ORDER.indexOf(finding.group);
}

/** What a finding says, without the names in which environments differ. */
function contentOf(finding: Finding, stops: boolean): string {
  const { gate, sentence, details, before, after, evidence } = finding;
  return JSON.stringify([
    stops,
    gate,
    ...[sentence, details, before, after].map(neutral),
    evidence.map(({ path, logicalId }) => [logicalId, path]),
  ]);
}

function neutral(value: Json | readonly string[]): string {
  return JSON.stringify(value).replace(/[a-z0-9]+-kaizencoach-|my-personal-coach-app-secrets|app-secrets/g, '…');
}

/** Names of environments: all of them, or those. */
export function environmentsIn(environments: readonly string[], report: Report): string {
  return report.environments.length > 1 && environments.length === report.environments.length
    ? 'all environments'
    : environments.join(', ');
}
