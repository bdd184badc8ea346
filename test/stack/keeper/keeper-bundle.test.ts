import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { environmentNamed } from '../../../lib/environments/rows';
import { projectRoot } from '../../../lib/project-root';
import { APP_PROPS } from '../../../lib/stack/app-props';
import { EnvironmentStack } from '../../../lib/stack/environment-stack';
import { keeperBundle } from '../../../lib/stack/keeper/keeper-bundle';

describe('the keeper’s bundle', () => {
  const code = () => Buffer.from(keeperBundle().content).toString();

  test('is at most 800 kB', () => {
    expect(keeperBundle().content.length).toBeLessThanOrEqual(800_000);
  });

  test('holds no path of this machine', () => {
    expect(code()).not.toContain(projectRoot());
  });

  test('needs no package beside it', () => {
    // GIVEN
    const elsewhere = mkdtempSync(join(tmpdir(), 'keeper-'));
    writeFileSync(join(elsewhere, 'index.js'), code());

    // WHEN
    const { stdout } = spawnSync(process.execPath, ['-p', 'typeof require("./index.js").handler'], {
      cwd: elsewhere,
      encoding: 'utf8',
    });
    rmSync(elsewhere, { recursive: true });

    // THEN
    expect(stdout).toBe('function\n');
  });

  test('is deployed with nothing beside it, whatever lay in its folder of the assembly', () => {
    // GIVEN
    const outdir = mkdtempSync(join(tmpdir(), 'assembly-'));
    const folder = join(outdir, `asset.${keeperBundle().hash}`);
    mkdirSync(folder);
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');

    // WHEN
    const environment = environmentNamed('mark');
    new EnvironmentStack(new App({ ...APP_PROPS, outdir }), environment.stackId, { environment });
    const deployed = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]);
    rmSync(outdir, { recursive: true });

    // THEN
    expect(deployed).toEqual([['index.js', code()]]);
  });
});
