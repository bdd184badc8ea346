import { findPython, isRecentEnough } from '../../emulator/python';
import { environmentWith, temporaryFolder } from './support/fake-python';

test.each([
  ['3.9.18', false],
  ['3.10.0', true],
  ['3.14.2', true],
  ['2.7.18', false],
])('version %s is recent enough: %s', (version, expected) => {
  expect(isRecentEnough(version)).toBe(expected);
});

test('names the Python that is recent enough', async () => {
  await expect(findPython(environmentWith(temporaryFolder(), { version: '3.10.1' }))).resolves.toBe('python3');
});

test('says what to install where there is no Python', async () => {
  const found = findPython(environmentWith(temporaryFolder(), undefined));
  await expect(found).rejects.toThrow(/needs Python 3\.10 or newer; no Python was found\n {2}next: install Python/);
});

test('says which version it found where it is too old', async () => {
  const found = findPython(environmentWith(temporaryFolder(), { version: '3.9.2' }));
  await expect(found).rejects.toThrow('Python is too old (python3 is 3.9.2)');
});
