import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { keeperBundle } from '../lib/stack/keeper/keeper-bundle';
import type { Figure } from './figure';

const BOUND_KB = 800;

/** Size of the keeper's code as Lambda gets it. */
export function bundleSize(): Figure {
  const folder = keeperBundle();
  const files = readdirSync(folder);
  const kilobytes = files.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0) / 1_000;
  return {
    what: 'keeper bundle',
    measured: `${kilobytes.toFixed(0)} kB in ${files.length} file(s)`,
    bound: `≤ ${BOUND_KB} kB in 1 file`,
    holds: kilobytes <= BOUND_KB && files.length === 1,
  };
}
