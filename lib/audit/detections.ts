import type { Detection } from './detection';
import { BLINDING } from './detections/blinding';
import { DENIALS } from './detections/denials';
import { GUARD_CHANGES } from './detections/guard-changes';
import { NOTICES } from './detections/notices';
import { READS } from './detections/reads';
import { ROLES } from './detections/roles';
import { SECRET_CHANGES } from './detections/secret-changes';

/** Everything that the audit looks for. One more detection is one more row in one of these lists. */
export const DETECTIONS: readonly Detection[] = [
  ...READS,
  ...DENIALS,
  ...SECRET_CHANGES,
  ...ROLES,
  ...GUARD_CHANGES,
  ...BLINDING,
  ...NOTICES,
];
