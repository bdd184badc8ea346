import { shownPath } from '../../../emulator/local/running-emulator';
import { inProject } from '../../../emulator/paths';

test.each([
  [inProject('build', 'local', 'up.log'), 'build/local/up.log'],
  ['/elsewhere/up.log', '/elsewhere/up.log'],
  ["/some where/it's/up.log", "'/some where/it'\\''s/up.log'"],
])('the path %s is shown as it can be pasted: %s', (path, shown) => {
  expect(shownPath(path)).toBe(shown);
});
