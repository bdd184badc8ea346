import * as v from 'valibot';
import { command } from '../command-line/command';
import { examine } from '../doctor/examine';
import type { Finding } from '../doctor/finding';
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
  summary: 'why does the app not work? Each symptom of the guide, with its cause and one command',
  arguments: ['<environment>'],
  options: [],
  examples: [
    { line: 'doctor staging', does: 'what you may not look at is “not checked”, with the permission it needs' },
  ],
  input: v.object({ environment: v.string() }),
  run: async ({ environment }, context) => {
    const row = environmentGiven(environment);
    const findings = await context.terminal.progress.during(`examining ${row.name}`, () => examine(row, context));
    const problems = findings.filter(({ verdict }) => verdict === 'problem').length;
    return {
      failed: problems > 0,
      data: { environment: row.name, problems, findings },
      view: [
        heading(
          `${row.name}: ${problems === 0 ? 'no problem was found' : `${problems} problem${problems === 1 ? '' : 's'}`}`,
        ),
        ...(['problem', 'warning', 'not checked', 'ok'] as const).flatMap((verdict) => block(findings, verdict)),
      ],
    };
  },
});

function block(findings: readonly Finding[], verdict: Finding['verdict']): readonly View[] {
  const found = findings.filter((finding) => finding.verdict === verdict);
  return found.length === 0 ? [] : [lines(...found.flatMap(finding))];
}

function finding({ check, verdict, cause, next }: Finding): readonly Cell[] {
  const rest = [`    ${cause}`, ...(next === undefined ? [] : [`    next: ${next}`])];
  return [toned(TONES[verdict], `${verdict}: ${check}`), ...(verdict === 'ok' ? rest.slice(0, 1) : rest)];
}
