import type { Job, StepEnd } from './run-step';
import { scriptSteps } from './workflow-steps';

/** Steps that are the tests, or get the packages and what is known of them from npm's registry. */
const INSTALL_OR_TEST = /: (Install|Install the base's packages|Test|Test with npm's node package|Audit)$/;

/** How far a step was run here. */
type HowFar = 'whole' | 'GitHub: its answers were put' | 'AWS: up to the first call';

/** Runs steps, and notes how far. */
export class NotedSteps {
  private readonly ran = new Map<string, HowFar>();

  /** Runs the step called `title` in `job`, which goes as far as `how` says. */
  run(how: HowFar, job: Job, title: string, expressions?: Readonly<Record<string, string>>, gh?: Answer): StepEnd {
    this.ran.set(title, how);
    return job.run(title, expressions, gh);
  }

  /** Prints how far each step was run of those whose titles match, and expects each to have been but those that install or test. */
  expectAllOf(workflows: RegExp): void {
    const titles = scriptSteps().flatMap(({ title }) => (workflows.test(title) ? [title] : []));
    const rows = titles.map((title) => [
      title,
      this.ran.get(title) ?? (INSTALL_OR_TEST.test(title) ? 'not run' : 'FORGOTTEN'),
    ]);
    process.stdout.write(`${rows.map(([title = '', how]) => `${title.padEnd(84)} ${how}`).join('\n')}\n`);
    expect(rows.filter(([, how]) => how === 'FORGOTTEN')).toEqual([]);
    expect([...this.ran.keys()].filter((title) => !titles.includes(title))).toEqual([]);
  }
}

type Answer = Parameters<Job['run']>[2];

/** A step that asks AWS: without credentials it says so, and had understood all that it was told. */
export function expectNoCredentials({ exitCode, log }: StepEnd): void {
  expect(exitCode).not.toBe(0);
  expect(log).toMatch(/credentials|Unable to resolve AWS account/i);
}
