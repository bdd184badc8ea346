import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

/** How the name of a run's folder begins. */
export const OWN = 'kaizencoach-tests-';

/**
 * Gives this run of Jest, its workers and their commands a temporary folder of their own, which goes when the run ends, whoever left
 * something there: a test that failed, a worker that was killed, the library, which makes a folder for every app.
 */
// biome-ignore lint/style/noDefaultExport: Jest calls the default export of its global setup.
export default function ownTemporaryFolder(): void {
  // Each project has a setup, and they share the run.
  if (!basename(tmpdir()).startsWith(OWN)) {
    const folder = mkdtempSync(join(tmpdir(), OWN));
    process.env['TMPDIR'] = folder;
    process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  }
}
