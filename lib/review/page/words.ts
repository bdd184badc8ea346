import { type EnvironmentSummary, isOpen, type Report } from '../report';
import { toldOnce } from './told-once';

/** What somebody reads who reads one line. */
export function headline(report: Report): string {
  const { length } = report.forRelease;
  const added = `${count(length, 'acceptance for a release is', 'acceptances for a release are')} added.`;
  return [saidOfFindings(report), ...(length === 0 ? [] : [added])].join(' ');
}

function saidOfFindings(report: Report): string {
  const told = toldOnce(report);
  const open = told.filter((each) => each.isOpen);
  if (report.kind === 'deployed') {
    return [differences(report, told.length, open.length), ...unread(report)].join(' ');
  }
  const final = open.filter(({ finding }) => finding.stops === 'final');
  if (open.length === 0) {
    const accepted = told.filter((each) => each.isAccepted).length;
    const shown = told.length - accepted;
    const parts = [
      ...(accepted > 0 ? [`${count(accepted, 'change is', 'changes are')} accepted by name`] : []),
      ...(shown > 0 ? [`${count(shown, 'change', 'changes')} to know of`] : []),
    ];
    const text =
      report.refused.length > 0
        ? `${count(report.refused.length, 'acceptance does', 'acceptances do')} not count`
        : 'Nothing needs acceptance';
    return `${text}${parts.length > 0 ? `: ${parts.join(', ')}` : '. Nothing that matters differs'}.`;
  }
  const lost = open.some(({ finding }) =>
    ['data.replaced', 'data.leaves-stack', 'data.written', 'data.retention'].includes(finding.gate),
  );
  const readers = open.some(({ finding }) => finding.gate === 'access.reader');
  const places = open.flatMap(({ environments }) => environments).length;
  return [
    `${count(open.length, 'change needs', 'changes need')} acceptance${places > open.length ? `, ${places} counted by environment` : ''}.`,
    ...(final.length > 0
      ? [`${final.length === 1 ? 'One' : final.length} of them cannot be accepted by the change itself.`]
      : []),
    lost ? 'A value, or what protects it, could be lost.' : 'No value is lost.',
    ...(readers ? ['A lock on the value would open for somebody more.'] : []),
  ].join(' ');
}

function differences({ environments }: Report, all: number, open: number): string {
  if (all === 0) {
    const others = environments.some(({ otherChanges }) => otherChanges.length > 0);
    return `Nothing ${others ? 'that matters ' : ''}differs, in all that was read.`;
  }
  const toAccept = open === 0 ? 'none needs' : count(open, 'needs', 'need');
  return `${count(all, 'difference', 'differences')} between the code and what runs; ${toAccept} acceptance.`;
}

function unread({ notRead }: Report): string[] {
  return notRead.length === 0 ? [] : [`${count(notRead.length, 'part', 'parts')} could not be read.`];
}

/** One environment in the overview. */
export function resultOf({ toAccept, changes, otherChanges }: EnvironmentSummary): string {
  if (changes === 0) {
    return otherChanges.length === 0 ? 'no change' : 'nothing that matters';
  }
  const all = count(changes, 'change', 'changes');
  return toAccept === changes ? `⛔ ${toAccept} to accept` : toAccept > 0 ? `⛔ ${toAccept} to accept, ${all}` : all;
}

/** What it costs, what is not understood, and how many answers stay. */
export function costSentence(report: Report): string {
  if (report.environments.length === 0) {
    return 'No stack is on both sides: what changes of data and cost, and what is not understood, is not known';
  }
  const changes = report.environments.flatMap(({ environment, cost: { before, after } }) => {
    if (before === null || after === null) {
      return [`${environment} not known`];
    }
    return before === after ? [] : [`${environment} $${before.toFixed(2)} → $${after.toFixed(2)}`];
  });
  const opaque = Math.max(0, ...report.environments.map(({ notUnderstood }) => notUnderstood));
  const asked = report.environments.flatMap(({ sameAnswers }) => sameAnswers ?? []);
  const data = report.findings.some(({ group, gate }) => group === 'data' && isStopping(gate, report))
    ? ''
    : 'Data: no change · ';
  return [
    `${data}${report.findings.some(({ gate }) => gate === 'assembly.stack') ? 'Cost of the stacks that stay' : 'Cost'}: ${changes.length === 0 ? 'no change' : changes.join(', ')} (an idle month, list price)`,
    `Template parts not understood: ${opaque === 0 ? 'none' : opaque}`,
    ...(asked.length > 0
      ? [`${Math.min(...asked)} other questions of who can do what: the same answers as before`]
      : []),
  ].join(' · ');
}

function isStopping(gate: string, report: Report): boolean {
  return report.findings.some((finding) => finding.gate === gate && isOpen(finding, report));
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}
