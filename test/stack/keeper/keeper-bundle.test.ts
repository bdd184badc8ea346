import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../../lib/project-root';
import { keeperBundle } from '../../../lib/stack/keeper/keeper-bundle';

describe('the keeper’s bundle', () => {
  const code = () => readFileSync(join(keeperBundle(), 'index.js'), 'utf8');

  test('is one file', () => {
    expect(readdirSync(keeperBundle())).toEqual(['index.js']);
  });

  test('is at most 800 kB', () => {
    expect(statSync(join(keeperBundle(), 'index.js')).size).toBeLessThanOrEqual(800_000);
  });

  test('holds no path of this machine', () => {
    expect(code()).not.toContain(projectRoot());
  });

  test('needs no package beside it', () => {
    // GIVEN
    const elsewhere = mkdtempSync(join(tmpdir(), 'keeper-'));
    copyFileSync(join(keeperBundle(), 'index.js'), join(elsewhere, 'index.js'));

    // WHEN
    const { stdout } = spawnSync(process.execPath, ['-p', 'typeof require("./index.js").handler'], {
      cwd: elsewhere,
      encoding: 'utf8',
    });
    rmSync(elsewhere, { recursive: true });

    // THEN
    expect(stdout).toBe('function\n');
  });
});
