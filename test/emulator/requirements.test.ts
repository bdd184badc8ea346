import { readFileSync } from 'node:fs';
import { inProject } from '../../emulator/paths';

const text = readFileSync(inProject('emulator', 'requirements.txt'), 'utf8');
const requirements = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));

test('every requirement has an exact version and comes from wherever pip is set to', () => {
  for (const requirement of requirements) {
    expect(requirement).toMatch(/^[A-Za-z0-9_-]+==[0-9][A-Za-z0-9.]*(; python_version < "3\.11")?$/);
  }
});

test('no package is named twice', () => {
  const names = requirements.map((requirement) => requirement.replace(/==.*/, '').toLowerCase());
  expect(new Set(names).size).toBe(names.length);
});

test('the emulator is the version for which the handlers are written', () => {
  expect(requirements).toContain('ministack==1.5.33');
});
