import { spawnSync } from 'node:child_process';
import { appendFileSync, chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scriptSteps } from './workflow-steps';

/** How a step ended, and what it gave to the steps after it. */
export interface StepEnd {
  readonly exitCode: number | null;
  /** What it printed. */
  readonly log: string;
  /** What it added to the outputs. */
  readonly outputs: string;
  /** What it added to the page of the run. */
  readonly summary: string;
  /** The calls of GitHub's command line, one a line. */
  readonly calls: string;
}

/** A job of a runner: its folders, and a `gh` that notes how it was called and says what it is told to. */
export class Job {
  readonly workspace: string;
  readonly temporary: string;

  constructor(folder: string) {
    this.workspace = join(folder, 'workspace');
    this.temporary = join(folder, 'temporary');
    const bin = join(this.temporary, 'bin');
    mkdirSync(this.workspace, { recursive: true });
    mkdirSync(bin, { recursive: true });
    const gh = join(bin, 'gh');
    const lines = ['#!/usr/bin/env bash', 'echo "$*" >> "$GH_CALLS"', 'printf "%s" "$GH_SAYS"', 'exit "$GH_ENDS"'];
    writeFileSync(gh, `${lines.join('\n')}\n`);
    chmodSync(gh, 0o755);
  }

  /**
   * Runs the script of the step called `title` as a runner does, without credentials.
   * @param expressions what GitHub would put for each of its expressions in the step's variables.
   * @throws Error for a step that there is none of, or an expression without a value.
   */
  run(title: string, expressions: Readonly<Record<string, string>> = {}, gh = { says: '', ends: '0' }): StepEnd {
    const step = scriptSteps().find((each) => each.title === title);
    if (step === undefined) {
      throw new Error(`there is no step ${title}`);
    }
    const file = (name: string) => join(this.temporary, name);
    for (const name of ['script.sh', 'outputs', 'summary', 'calls']) {
      writeFileSync(file(name), name === 'script.sh' ? step.script : '');
    }
    const own = Object.entries(process.env).filter(([name]) => !/^(AWS_|CDK_|GITHUB_|GIT_|KAIZENCOACH_)/.test(name));
    const { status, stdout, stderr } = spawnSync(
      'bash',
      ['--noprofile', '--norc', '-eo', 'pipefail', file('script.sh')],
      {
        cwd: join(this.workspace, step.folder),
        encoding: 'utf8',
        env: {
          ...Object.fromEntries(own),
          PATH: `${join(this.temporary, 'bin')}:${process.env['PATH']}`,
          HOME: this.temporary,
          AWS_EC2_METADATA_DISABLED: 'true',
          AWS_REGION: 'eu-west-1',
          CI: 'true',
          GITHUB_WORKSPACE: this.workspace,
          GITHUB_OUTPUT: file('outputs'),
          GITHUB_STEP_SUMMARY: file('summary'),
          GITHUB_REPOSITORY: 'sample-owner/sample-name',
          GITHUB_SHA: '0123456789abcdef0123456789abcdef01234567',
          RUNNER_TEMP: this.temporary,
          GH_CALLS: file('calls'),
          GH_SAYS: gh.says,
          GH_ENDS: gh.ends,
          ...Object.fromEntries(
            Object.entries(step.env).map(([name, value]) => [name, evaluated(title, value, expressions)]),
          ),
        },
      },
    );
    const text = (name: string) => readFileSync(file(name), 'utf8');
    return {
      exitCode: status,
      log: `${stdout}${stderr}`,
      outputs: text('outputs'),
      summary: text('summary'),
      calls: text('calls'),
    };
  }

  /** Puts text where a step before would have. */
  leave(name: string, text: string): void {
    appendFileSync(join(this.temporary, name), text);
  }

  /** Text of a file that a step left; undefined where there is none. */
  left(name: string): string | undefined {
    const file = join(this.temporary, name);
    return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  }
}

function evaluated(title: string, value: string, expressions: Readonly<Record<string, string>>): string {
  return value.replaceAll(/\$\{\{ *(.*?) *\}\}/g, (_, expression: string) => {
    const known = expressions[expression];
    if (known === undefined) {
      throw new Error(`the step ${title} uses ${expression}, for which there is no value here`);
    }
    return known;
  });
}
