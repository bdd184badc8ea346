import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { GetTemplateCommand, UpdateTerminationProtectionCommand } from '@aws-sdk/client-cloudformation';
import { neutralEnvironment } from '../../../emulator/client-environment';
import { inProject } from '../../../emulator/paths';
import { runProcess } from '../../../emulator/run-process';
import type { AssembledStack } from '../../../lib/review/assembly/assembly';
import { withLostLetters } from '../../../lib/review/deployed/concrete';
import { codeOf, reviewDeployed } from '../../../lib/review/deployed/review-deployed';
import { scriptSteps } from '../pipeline/support/workflow-steps';
import { deployedEnvironment, type EnvironmentUnderTest } from '../support/environment-under-test';
import { newAssembly, sharedAssembly } from '../support/shared-assembly';
import { accepting } from './support/accepting';
import { type Somebody, somebodyAt } from './support/by-hand';
import { AUDIT } from './support/by-hand/audit';
import { DOCUMENTS } from './support/by-hand/documents';
import { SETTINGS } from './support/by-hand/settings';
import { repository, withBreakGlass } from './support/repository';
import { runInProcess } from './support/run-review';

// Each test runs the command several times, on machines that may be busy.
jest.setTimeout(600_000);

let staging: EnvironmentUnderTest;
let somebody: Somebody;

beforeAll(async () => {
  staging = await deployedEnvironment('staging');
  somebody = await somebodyAt(staging);
});
afterAll(() => staging.end());

/** What the command says of drift. */
async function compared() {
  const { exitCode, output } = await runProcess(
    process.execPath,
    [inProject('bin', 'kaizencoach-review.mjs'), '--deployed', 'staging', '--drift', '--json'],
    {
      cwd: inProject(),
      environment: {
        ...neutralEnvironment(),
        ...staging.emulator.environment,
      },
    },
  );
  return { exitCode, ...said(output) };
}

const TODAY = new Date().toISOString().slice(0, 10);
let code: Promise<AssembledStack> | undefined;

/** The same without a process: the working tree, which does not change, is synthesized once. */
async function comparedAgain() {
  const before = process.env;
  process.env = { ...neutralEnvironment(), ...staging.emulator.environment };
  try {
    code ??= codeOf('staging', TODAY);
    return said(JSON.stringify(await reviewDeployed('staging', { today: TODAY }, code)));
  } finally {
    process.env = before;
  }
}

function said(output: string) {
  const { findings, notChecked, environments } = JSON.parse(output);
  const others = environments.flatMap(({ otherChanges }: { otherChanges: string[] }) => otherChanges);
  const told = findings.map(
    ({ gate, environments, sentence, evidence }: Record<string, string & { logicalId: string }[]>) =>
      `${environments} | ${gate} | ${sentence} | ${evidence?.[0]?.logicalId.replace(/[0-9A-F]{8}$/, '')}`,
  );
  return { told, others, notChecked };
}

test('in step: nothing differs, and what was not read is said', async () => {
  const { exitCode, told, others, notChecked } = await compared();
  process.stdout.write(`not checked: ${notChecked.join('; ')}\n`);
  expect({ exitCode, told, others }).toEqual({ exitCode: 0, told: [], others: [] });
  expect(notChecked.filter((line: string) => /types.*(Policy|Dashboard)/.test(line))).toEqual([]);
});

/** How the step of the workflow ends in `cwd`, and the page that it leaves. */
async function step(cwd: string, drift = '') {
  const { script = '' } = scriptSteps().find(({ title }) => title === 'review-deployed.yml review: Review') ?? {};
  const { exitCode } = await runProcess('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
    cwd,
    environment: {
      ...neutralEnvironment(),
      ...staging.emulator.environment,
      ENVIRONMENT: 'staging',
      DRIFT: drift,
      RUNNER_TEMP: join(cwd, 'build'),
    },
  });
  return { exitCode, page: readFileSync(join(cwd, 'build', 'page.md'), 'utf8') };
}

const protect = (EnableTerminationProtection: boolean) =>
  staging.cloudFormation.send(
    new UpdateTerminationProtectionCommand({ StackName: 'StagingStack', EnableTerminationProtection }),
  );

test('a release ends where something needs acceptance, and goes on once a pull request has accepted it; it stays drift', async () => {
  const changed = repository();
  let head = changed.folder;
  try {
    // GIVEN
    changed.git('branch', 'deployed/staging');
    changed.edit('lib/environments/rows.ts', (rows) => withBreakGlass(rows, 'staging'));
    const open = await step(changed.folder);
    expect(open.exitCode).toBe(1);
    expect(open.page).toContain('6 differences between the code and what runs; 4 need acceptance.');

    // WHEN
    head = await newAssembly(changed.folder);
    const { output } = await runInProcess(['--assemblies', sharedAssembly(), head, '--json']);
    changed.edit('review/acceptances.json', () => accepting(output));
    const accepted = await step(changed.folder);

    // THEN
    expect(accepted.page).toContain('6 differences between the code and what runs; none needs acceptance.');
    expect(accepted.exitCode).toBe(0);
    expect((await step(changed.folder, '--drift')).exitCode).toBe(1);

    // What no change has is accepted as the page of the release says, by a change of which that is no finding.
    await protect(false);
    const byHand = await step(changed.folder);
    expect(byHand.page).toContain('7 differences between the code and what runs; 1 needs acceptance.');
    const [line = ''] = /^\{"gate":.*\}$/m.exec(byHand.page) ?? [];
    const [{ until }] = JSON.parse(accepting(output));
    const more = line.replace('"reason":"..."', '"reason":"we take it down soon"').replace('"...', `"${until}`);
    changed.edit('review/acceptances.json', (text) => text.replace('[', `[${more},`));
    expect([byHand.exitCode, (await step(changed.folder)).exitCode]).toEqual([1, 0]);
  } finally {
    await protect(true);
    changed.remove();
    rmSync(head, { recursive: true, force: true });
  }
}, 600_000);

test('after each change by hand: one more finding that tells of it', async () => {
  const table: string[] = [];
  const missing: string[] = [];
  let known: readonly string[] = [];
  for (const [what, gate, change] of SETTINGS) {
    await change(somebody);
    const { told } = await comparedAgain();
    const fresh = told.filter((line: string) => !known.includes(line));
    table.push(`${what}: ${fresh.join(' ; ')}`);
    if (!fresh.some((line: string) => line.startsWith(`staging, changed by hand | ${gate} |`))) {
      missing.push(what);
    }
    known = told;
  }
  process.stdout.write(`${table.join('\n')}\n`);
  expect(missing).toEqual([]);
});

test('each document and part of the audit that is changed by hand is told, whichever others are too', async () => {
  const changes = [...DOCUMENTS, ...AUDIT];
  for (const [, , change] of changes) {
    await change(somebody);
  }
  const { exitCode, told, others } = await compared();
  expect(exitCode).toBe(1);
  process.stdout.write(`${[...told, ...others].join('\n')}\n`);
  const missing = changes.filter(
    ([, id]) =>
      !told.some((line: string) => line.startsWith('staging, changed by hand |') && line.endsWith(`| ${id}`)) &&
      !others.some((change: string) => change.startsWith(id)),
  );
  expect(missing.map(([what]) => what)).toEqual([]);
});

test('a template whose letters came back as question marks is in step', async () => {
  const { TemplateBody = '' } = await staging.cloudFormation.send(
    new GetTemplateCommand({ StackName: 'StagingStack' }),
  );
  const mangled = TemplateBody.replace(/[^\x20-\x7e\s]/gu, '?');
  expect(mangled).not.toBe(TemplateBody);
  expect(withLostLetters(JSON.parse(mangled), JSON.parse(TemplateBody))).toEqual(JSON.parse(TemplateBody));
  expect(
    withLostLetters(
      JSON.parse(mangled.replace('Find out who it is', 'Do nothing, it is fine')),
      JSON.parse(TemplateBody),
    ),
  ).not.toEqual(JSON.parse(TemplateBody));
});
