import { spawnSync } from 'node:child_process';
import { relative } from 'node:path';
import { projectRoot } from '../lib/project-root';

// `--selectProjects` takes every word up to the next option for a project's name, also a path.
test.each([
  ['unit', 'test/environments/rules.test.ts'],
  ['e2e', 'test/e2e/emulator.test.ts'],
])('npm run %s -- %s runs this one file', (script, path) => {
  // WHEN
  const { stdout } = spawnSync('npm', ['run', '--silent', script, '--', path, '--listTests'], {
    cwd: projectRoot(),
    encoding: 'utf8',
  });

  // THEN
  const listed = stdout.split('\n').filter((line) => line.endsWith('.test.ts'));
  expect(listed.map((file) => relative(projectRoot(), file))).toEqual([path]);
});
