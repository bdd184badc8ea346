import type { Scenario } from './scenario';
import { BLINDING } from './scenarios/blinding';
import { GUARDS } from './scenarios/guards';
import { PEACE } from './scenarios/peace';
import { READS } from './scenarios/reads';
import { ROLES } from './scenarios/roles';

/** Everything that can be played. One more is one more row in one of these lists. */
export const SCENARIOS: readonly Scenario[] = [
  ...[...READS, ...ROLES, ...GUARDS, ...BLINDING].map((row) => ({ ...row, everyday: false })),
  ...PEACE.map((row) => ({ ...row, everyday: true })),
];
