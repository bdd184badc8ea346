import { AROUND_THEM } from './around-them';
import type { ExpectedRow } from './expected-row';
import { ON_THE_KEY } from './on-the-key';
import { ON_THE_SECRET } from './on-the-secret';

/**
 * Who may do what in an environment with a customer-managed key and a list of operators. The simulation proves that the
 * synthesised policies say exactly this.
 */
export const EXPECTED_ACCESS: readonly ExpectedRow[] = [...ON_THE_SECRET, ...ON_THE_KEY, ...AROUND_THEM];
