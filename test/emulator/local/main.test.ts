import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../../lib/project-root';

const FOLDER = join('build', 'local-main-of-the-test');

beforeEach(() => mkdirSync(join(projectRoot(), FOLDER), { recursive: true }));
afterEach(() => rmSync(join(projectRoot(), FOLDER), { recursive: true, force: true }));

test('a command whose reader has gone, as in "npm run local:inbox | head", says nothing of that', () => {
  // GIVEN
  const entry = join(FOLDER, 'entry.ts');
  writeFileSync(
    join(projectRoot(), entry),
    `import { main } from '../../emulator/local/main';
     void main(async () => { for (let line = 0; line < 9; line += 1) { process.stdout.write('a line\\n'); await new Promise(setImmediate); } });`,
  );

  // WHEN
  const { stderr } = spawnSync('sh', ['-c', `{ sleep 0.3; node scripts/run.mjs ${entry}; } | true`], {
    cwd: projectRoot(),
    encoding: 'utf8',
  });

  // THEN
  expect(stderr).toBe('');
});
