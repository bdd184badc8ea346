import { keeperBundle } from '../lib/stack/keeper/keeper-bundle';
import type { Figure } from './figure';

const BOUND_KB = 800;

/** Size of the keeper's code as Lambda gets it. */
export function bundleSize(): Figure {
  const kilobytes = keeperBundle().content.length / 1_000;
  return {
    what: 'keeper bundle',
    measured: `${kilobytes.toFixed(0)} kB in 1 file`,
    bound: `≤ ${BOUND_KB} kB in 1 file`,
    holds: kilobytes <= BOUND_KB,
  };
}
