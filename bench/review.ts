import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { neutralEnvironment } from '../emulator/client-environment';
import { inProject } from '../emulator/paths';
import { copyOf, type MutableAssembly, removed } from '../test/e2e/review/support/mutated';
import type { Figure } from './figure';

const BOUND_RATIO = 2;
const BOUND_CPU_SECONDS = 30;

/** Time of a review against the last commit as a multiple of synthesizing both sides, and its CPU time when everything changed. */
export function reviewFigures(): Figure[] {
  const folder = mkdtempSync(join(tmpdir(), 'review-bench-'));
  try {
    const one = timed([
      inProject('node_modules', 'aws-cdk', 'bin', 'cdk'),
      'synth',
      '--quiet',
      '--no-notices',
      '--output',
      join(folder, 'base'),
    ]);
    const review = timed([inProject('bin', 'kaizencoach-review.mjs'), '--base', 'HEAD', '--json']);
    const ratio = review.seconds / (2 * one.seconds);
    const worst = judgedWhenEverythingChanged(join(folder, 'base'));
    return [
      {
        what: 'review of a change that changes little',
        measured: `${ratio.toFixed(2)} × synthesizing both sides (${review.seconds.toFixed(1)} s, ${(2 * one.seconds).toFixed(1)} s)`,
        bound: `≤ ${BOUND_RATIO} ×`,
        holds: ratio <= BOUND_RATIO,
      },
      {
        what: 'judging when every policy, pattern and property changed',
        measured: `${worst.cpuSeconds.toFixed(1)} s of CPU`,
        bound: `≤ ${BOUND_CPU_SECONDS} s`,
        holds: worst.cpuSeconds <= BOUND_CPU_SECONDS,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function judgedWhenEverythingChanged(base: string) {
  const head = copyOf(base);
  try {
    changeEverything(head);
    return timed([inProject('bin', 'kaizencoach-review.mjs'), '--assemblies', base, head.folder, '--json']);
  } finally {
    removed(head);
  }
}

/** A letter more in every name, and a reader more in every list. */
function changeEverything({ folder, text }: MutableAssembly): void {
  for (const name of readdirSync(folder).filter((each) => each.endsWith('.template.json'))) {
    text(name, (content) =>
      content
        .replaceAll('-secret-keeper-role', '-secret-keeper-role2')
        .replaceAll('"kms:DescribeKey"', '"kms:*"')
        .replaceAll('secretsmanager:GetSecretValue', 'secretsmanager:*')
        .replaceAll('$.errorCode', '$.errorMessage')
        .replaceAll('"lambda:InvokeFunction"', '"lambda:*"'),
    );
  }
}

/** CPU time is that of the processes that have ended meanwhile, which is what the system counts for this one's children. */
function timed(args: readonly string[]): { readonly seconds: number; readonly cpuSeconds: number } {
  const start = performance.now();
  const script = 'TIMEFORMAT="cpu %U %S"; time "$@" > /dev/null';
  const { status, stderr } = spawnSync('bash', ['-c', script, 'bash', process.execPath, ...args], {
    cwd: inProject(),
    env: neutralEnvironment(),
    encoding: 'utf8',
  });
  const [, user, system] = /cpu ([\d.]+) ([\d.]+)/.exec(stderr) ?? [];
  if ((status !== 0 && status !== 1) || user === undefined) {
    throw new Error(`the review did not compare:\n${stderr}`);
  }
  return { seconds: (performance.now() - start) / 1_000, cpuSeconds: Number(user) + Number(system) };
}
