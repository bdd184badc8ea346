import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pythonWithEmulator, type VirtualEnvironmentOptions } from '../../emulator/virtual-environment';
import { environmentWith, type FakePython, temporaryFolder } from './support/fake-python';

let folder: string;
let installations: string;

beforeEach(() => {
  folder = temporaryFolder();
  installations = join(folder, 'installations');
  writeFileSync(installations, '');
  writeFileSync(join(folder, 'requirements.txt'), 'one==1.0\n');
});

function make(python: FakePython = {}, more: VirtualEnvironmentOptions = {}): Promise<string> {
  return pythonWithEmulator({
    ...more,
    requirements: join(folder, 'requirements.txt'),
    folder: join(folder, 'made'),
    environment: environmentWith(folder, python, installations),
  });
}

function installed(): number {
  return readFileSync(installations, 'utf8').split('\n').length - 1;
}

test('installs once while the requirements stay the same', async () => {
  const first = await make();
  expect(await make()).toBe(first);
  expect(installed()).toBe(1);
});

test('installs exactly what the requirements name', async () => {
  await make();
  expect(readFileSync(installations, 'utf8')).toContain(`--no-deps`);
});

test.each([
  ['compiles it', true],
  ['leaves that to its use', false],
])('%s', async (_, isCompiled) => {
  await make({}, { isCompiled });
  expect(readFileSync(installations, 'utf8').includes('--no-compile')).toBe(!isCompiled);
});

test('installs anew when the requirements change', async () => {
  const first = await make();
  writeFileSync(join(folder, 'requirements.txt'), 'one==1.1\n');
  expect(await make()).not.toBe(first);
  expect(installed()).toBe(2);
});

test('gives the same Python to two who make it at once, made once, and leaves nothing half made', async () => {
  const [one, other] = await Promise.all([make(), make()]);
  expect(one).toBe(other);
  expect(installed()).toBe(1);
  expect(readdirSync(join(folder, 'made'))).toHaveLength(1);
});

test('names the missing module where no virtual environment can be made', async () => {
  const made = make({ venvFails: 'ensurepip is not available' });
  await expect(made).rejects.toThrow(/could not make a virtual environment\n {2}\| ensurepip is not available/);
  await expect(made).rejects.toThrow('apt install python3-venv');
});

test('shows the end of what pip said where the installation fails, and leaves nothing behind', async () => {
  const made = make({ pipFails: 'no such index' });
  await expect(made).rejects.toThrow(/pip could not install the embedded AWS\n {2}\| no such index\n {2}next: /);
  expect(readdirSync(join(folder, 'made'))).toEqual([]);
});

describe('an installation that was interrupted', () => {
  const made = (name: string) => mkdirSync(join(folder, 'made', name, 'bin'), { recursive: true });
  // Larger than any process id of Linux and macOS.
  const gone = 'making-99999999-abc';

  test.each([gone, 'making-abc'])('%s is removed, also where nothing is to be installed', async (name) => {
    await make();
    made(name);
    await make();
    expect(readdirSync(join(folder, 'made'))).toEqual([expect.stringMatching(/^venv-/)]);
  });

  test('is left alone while its process runs', async () => {
    const running = `making-${process.pid}-abc`;
    made(running);
    await make();
    expect(readdirSync(join(folder, 'made'))).toContain(running);
  });
});
