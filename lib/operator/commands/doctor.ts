import * as v from 'valibot';
import { command } from '../command-line/command';
import { examine, THE_KEEPER } from '../doctor/examine';
import type { Finding } from '../doctor/finding';
import { isBlocked, remedies } from '../doctor/remedies';
import { environmentGiven } from '../names';
import { type Cell, heading, lines, type Tone, toned, type View } from '../rendering/view';

const TONES = {
  ok: 'good',
  problem: 'bad',
  warning: 'warning',
  'not checked': 'quiet',
} as const satisfies Record<Finding['verdict'], Tone>;

/** Looks for the cause of every symptom of the guide. */
export const doctor = command({
  name: 'doctor',
  summary: 'why does the app not work? Each symptom of the guide with its cause, and the commands that mend it',
  arguments: ['<environment>'],
  options: [],
  examples: [
    { line: 'doctor staging', does: 'what you may not look at is “not checked”, with the permission it needs' },
  ],
  input: v.object({ environment: v.string() }),
  run: async ({ environment }, context) => {
    const row = environmentGiven(environment);
    const findings = await context.terminal.progress.during(`examining ${row.name}`, () => examine(row, context));
    const problems = count(findings, 'problem');
    const commands = remedies(findings, row.name);
    return {
      failed: problems > 0 || findings.some(({ check, verdict }) => check === THE_KEEPER && verdict === 'not checked'),
      data: { environment: row.name, problems, notChecked: count(findings, 'not checked'), findings, commands },
      view: [
        heading(`${row.name}: ${summary(findings)}`),
        ...(['problem', 'warning', 'not checked', 'ok'] as const).flatMap((verdict) => block(findings, verdict)),
        ...(isBlocked(findings)
          ? [
              lines(
                'restart nothing: the app does not start before every required key is there; the problems above say how',
              ),
            ]
          : []),
        ...(commands.length === 0
          ? []
          : [lines('to mend it, in this order:', ...commands.map((command) => `    ${command}`))]),
      ],
    };
  },
});

function count(findings: readonly Finding[], wanted: Finding['verdict']): number {
  return findings.filter(({ verdict }) => verdict === wanted).length;
}

/** What was not looked at is never fine. */
function summary(findings: readonly Finding[]): string {
  const [problems, unknown] = [count(findings, 'problem'), count(findings, 'not checked')];
  if (unknown === findings.length) {
    return 'nothing could be checked';
  }
  const found = problems === 0 ? 'no problem' : `${problems} problem${problems === 1 ? '' : 's'}`;
  return unknown === 0 ? `${found} in all that was checked` : `${found} in what was checked; ${unknown} not checked`;
}

function block(findings: readonly Finding[], verdict: Finding['verdict']): readonly View[] {
  const found = findings.filter((finding) => finding.verdict === verdict);
  return found.length === 0 ? [] : [lines(...found.flatMap(finding))];
}

function finding({ check, verdict, cause, next }: Finding): readonly Cell[] {
  const rest = [`    ${cause}`, ...(next === undefined ? [] : [`    next: ${next}`])];
  return [toned(TONES[verdict], `${verdict}: ${check}`), ...(verdict === 'ok' ? rest.slice(0, 1) : rest)];
}
