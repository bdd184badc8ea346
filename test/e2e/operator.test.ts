import { COMMANDS } from '../../lib/operator/commands';
import { backups } from './operator/backups';
import { badInput } from './operator/bad-input';
import { life } from './operator/life';
import { binary, brought, deploy, end, remember, staging, values } from './operator/stage';
import { atATerminal } from './operator/terminal';
import { leaks, logs } from './support/operator-leaks';

beforeAll(deploy);
afterEach(remember);
afterAll(end);

describe('the life of an environment', life);
describe('backups', backups);
describe('at a terminal', atATerminal);
describe('bad input, exit code 2, nothing written', badInput);

test.each(COMMANDS.map(({ name }) => name))('%s --help shows an example', async (name) => {
  const { exitCode, stdout } = await binary.run([name, '--help']);

  expect(exitCode).toBe(0);
  expect(stdout).toMatch(new RegExp(`Examples?:\\n  npx kaizencoach-secrets ${name}`));
});

test('a change without a terminal and without --yes is refused', async () => {
  const run = await binary.run(['rotate', 'staging', 'FLASK_SECRET_KEY']);

  expect(run.exitCode).toBe(2);
  expect(run.stderr).toContain('--yes');
});

describe('I1 no leak', () => {
  test('no value shows in any output, process, file or log', async () => {
    await remember();
    expect(values.size).toBeGreaterThan(12);
    expect(await logs(staging.emulator.endpoint)).toContain('"operation":"restore"');
    expect(await leaks(values, binary, staging.emulator.endpoint)).toEqual([]);
  });

  test('a value that is planted in an output is found', async () => {
    binary.runs.push({
      line: 'planted',
      exitCode: 0,
      stdout: `${brought.clientSecret.slice(0, 12)}`,
      stderr: '',
      processes: '',
    });
    expect(await leaks(values, binary, staging.emulator.endpoint)).toEqual(['stdout of planted']);
    binary.runs.pop();
  });
});
