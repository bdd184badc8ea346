import { type Acceptance, type Accepted, accept } from './acceptances';
import { type Finding, type Found, findingOf, REPOSITORY } from './finding';
import type { JudgedEnvironment, Judgement } from './judge';

/** Everything that a review says. The pages and the JSON are made of it, and the exit code. */
export interface Report {
  readonly schema: 1;
  /** Whether two versions of the code are compared, or the code with what runs. */
  readonly kind: 'change' | 'deployed';
  /** What was compared, in words. */
  readonly compared: string;
  readonly result: 'clean' | 'accepted' | 'needs acceptance';
  readonly findings: readonly Finding[];
  readonly accepted: readonly { readonly finding: string; readonly acceptance: Acceptance }[];
  /** Acceptances that a change adds for a release: of the change they accept nothing. */
  readonly forRelease: readonly Acceptance[];
  /** Acceptances that do not count, and why. */
  readonly refused: readonly string[];
  readonly environments: readonly EnvironmentSummary[];
  /** What was not looked at. Nothing here is taken to be unchanged. */
  readonly notChecked: readonly string[];
  /** What of it was to be read of what runs, and could not be. */
  readonly notRead: readonly string[];
  readonly notes: readonly string[];
}

/** One line of the overview. */
export interface EnvironmentSummary {
  readonly environment: string;
  readonly toAccept: number;
  readonly changes: number;
  readonly otherChanges: readonly string[];
  readonly cost: { readonly before: number | null; readonly after: number | null };
  readonly notUnderstood: number;
  readonly sameAnswers: number | null;
}

/** What a report is made of. */
export interface ReportInput {
  /** @default 'change' */
  readonly kind?: Report['kind'];
  readonly compared: string;
  readonly judgement: Judgement;
  readonly repository: readonly Found[];
  readonly acceptances: readonly Acceptance[];
  readonly today: string;
  /** What no review looks at. */
  readonly notChecked: readonly string[];
  /** @default - everything could be read */
  readonly notRead?: readonly string[];
}

/** The report of a judgement. */
export function reportOf(input: ReportInput): Report {
  const { kind = 'change', compared, judgement, repository, acceptances, today, notChecked, notRead = [] } = input;
  const findings = [
    ...judgement.environments.flatMap((each) => each.findings),
    ...judgement.findings,
    ...repository.map((found) => findingOf(REPOSITORY, found)),
  ];
  const matched = accept(findings, acceptances, { today, kind });
  const { accepted, forRelease, refused } = matched;
  const open = openOf(findings, matched);
  // Since a deployment, one that has run out may stand beside the one that took its place.
  const stale = kind === 'change' && refused.length > 0;
  return {
    schema: 1,
    kind,
    compared,
    result: open.length > 0 || stale ? 'needs acceptance' : accepted.length > 0 ? 'accepted' : 'clean',
    findings,
    accepted: accepted.map(({ finding, acceptance }) => ({ finding: finding.fingerprint, acceptance })),
    forRelease,
    refused,
    environments: judgement.environments.map((each) => summary(each, open)),
    notChecked: [...notRead, ...notChecked],
    notRead,
    notes: judgement.environments.flatMap(({ environment, notes }) => notes.map((note) => `${environment}: ${note}`)),
  };
}

/** Findings that stop the change. */
function openOf(findings: readonly Finding[], { accepted }: Accepted): Finding[] {
  const done = new Set(accepted.map(({ finding }) => finding));
  return findings.filter((finding) => finding.stops !== 'shown' && !done.has(finding));
}

/** Whether `finding`, which is one of `report`, stops the change that it is about. */
export function isOpen(finding: Finding, { findings, accepted }: Report): boolean {
  const { stops, fingerprint } = finding;
  const isAccepted =
    accepted.some((each) => each.finding === fingerprint) &&
    // An acceptance is of one finding: of another with the same fingerprint nothing was accepted.
    findings.find((each) => each.fingerprint === fingerprint) === finding;
  return stops !== 'shown' && !isAccepted;
}

/**
 * 0 nothing to accept, 1 something to accept. That nothing could be compared is an error, and never gets here.
 * @param drift whether anything that differs, accepted or not, or could not be read is 1 too. @default false
 */
export function exitCodeOf(report: Report, { drift = false }: { readonly drift?: boolean } = {}): 0 | 1 {
  return report.result === 'needs acceptance' || (drift && !isInStep(report)) ? 1 : 0;
}

function isInStep({ findings, environments, notRead }: Report): boolean {
  return [...findings, ...notRead, ...environments.flatMap(({ otherChanges }) => otherChanges)].length === 0;
}

function summary(judged: JudgedEnvironment, open: readonly Finding[]): EnvironmentSummary {
  const { environment, findings, harmless, cost, notUnderstood, sameAnswers } = judged;
  return {
    environment,
    toAccept: open.filter(({ environments }) => environments.includes(environment)).length,
    changes: findings.length,
    otherChanges: harmless.map(({ logicalId, path }) => [logicalId, ...path].join('.')),
    cost: { before: cost.before ?? null, after: cost.after ?? null },
    notUnderstood,
    sameAnswers: sameAnswers ?? null,
  };
}
