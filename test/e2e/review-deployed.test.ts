import { neutralEnvironment } from '../../emulator/client-environment';
import { inProject } from '../../emulator/paths';
import { runProcess } from '../../emulator/run-process';
import { deployedEnvironment, type EnvironmentUnderTest } from './support/environment-under-test';

let staging: EnvironmentUnderTest;
beforeAll(async () => {
  staging = await deployedEnvironment('staging');
});
afterAll(() => staging.end());

async function compared() {
  return await runProcess(
    process.execPath,
    [inProject('bin', 'kaizencoach-review.mjs'), '--deployed', 'staging', '--json'],
    {
      cwd: inProject(),
      environment: { ...neutralEnvironment(), ...staging.emulator.environment },
    },
  );
}

test('in step: nothing differs', async () => {
  const { exitCode, output } = await compared();
  const report = JSON.parse(output);
  expect(
    report.findings.map(({ gate, sentence, before, after }: Record<string, unknown>) => ({
      gate,
      sentence,
      before,
      after,
    })),
  ).toEqual([]);
  expect(exitCode).toBe(0);
});
