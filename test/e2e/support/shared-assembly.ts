import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { runCdk } from '../../../emulator/cdk';
import { inProject } from '../../../emulator/paths';
import { pythonWithEmulator } from '../../../emulator/virtual-environment';
import ownTemporaryFolder from '../../support/own-temporary-folder';

const VARIABLE = 'KAIZENCOACH_TEST_ASSEMBLY';

/**
 * Synthesizes the project once for all end-to-end tests, by the real command line, before the first of them; meanwhile the emulator
 * is installed, for which they would all wait.
 */
// biome-ignore lint/style/noDefaultExport: Jest calls the default export of its global setup.
export default async function synthesizeOnce(): Promise<void> {
  ownTemporaryFolder();
  const [folder] = await Promise.all([newAssembly(), pythonWithEmulator()]);
  process.env[VARIABLE] = folder;
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
}

/** A new folder with the assembly of the copy of the project in `cwd`, synthesized by the real command line. */
export async function newAssembly(cwd = inProject()): Promise<string> {
  mkdirSync(inProject('build'), { recursive: true });
  const folder = mkdtempSync(inProject('build', 'test-assembly-'));
  const { exitCode, output } = await runCdk(['synth', '--quiet'], { environment: {}, cwd, output: folder });
  if (exitCode !== 0) {
    rmSync(folder, { recursive: true });
    throw new Error(`the synthesis failed:\n${output}`);
  }
  return folder;
}

/** Folder of the project's assembly, which every end-to-end test may read and deploy, and none may change. */
export function sharedAssembly(): string {
  const folder = process.env[VARIABLE];
  if (folder === undefined) {
    throw new Error('the end-to-end tests run by Jest, whose configuration synthesizes the project first');
  }
  return folder;
}

/**
 * What `cdk` deploys.
 * @param name an app of `test/e2e/apps`. @default - the project's assembly; outside Jest's tests, as in the bench, `cdk` makes it
 */
export function toDeploy(name?: string): { readonly app?: string } {
  const app = name === undefined ? process.env[VARIABLE] : `node scripts/run.mjs test/e2e/apps/${name}.ts`;
  return app === undefined ? {} : { app };
}
