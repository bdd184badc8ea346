import type { Report } from '../report';
import { saidOfAcceptances, whereToAccept } from './accepting';
import { behind } from './behind';
import { plainText } from './safe-text';
import { environmentsIn, type Told, toldOnce } from './told-once';
import { costSentence, headline, resultOf } from './words';

/** The report for a terminal: the same sentences, without Markdown. */
export function terminalPage(report: Report): string {
  const width = Math.max(0, ...report.environments.map(({ environment }) => environment.length));
  const told = toldOnce(report);
  const lines = [
    plainText(`What this change would do: ${report.compared}`),
    plainText(headline(report)),
    '',
    ...report.environments.map((each) => plainText(`  ${each.environment.padEnd(width)}  ${resultOf(each)}`)),
    ...told.flatMap((each) => found(each, report)),
    '',
    plainText(costSentence(report)),
    ...report.notChecked.map((line) => plainText(`Not checked: ${line}`)),
    ...report.notes.map(plainText),
    ...saidOfAcceptances(report).map(plainText),
    ...whereToAccept(told, report).map(plainText),
  ];
  return `${lines.join('\n')}\n`;
}

function found(told: Told, report: Report): string[] {
  const { finding, fingerprints, isOpen, isAccepted } = told;
  return [
    '',
    plainText(
      `${isOpen ? 'STOP' : isAccepted ? 'accepted' : 'note'}  ${finding.gate}  (${environmentsIn(told, report)})`,
    ),
    plainText(`  ${finding.sentence}`),
    ...behind(told).map((line) => plainText(`    - ${line}`)),
    ...(isOpen
      ? Object.entries(fingerprints).map(([environment, fingerprint]) =>
          plainText(`    ${fingerprint}  ${environment}`),
        )
      : []),
  ];
}
