import type { Detection } from './detection';
import { ACCESS } from './detections/access';
import { BLINDING } from './detections/blinding';
import { CHANGES } from './detections/changes';
import { NOTICES } from './detections/notices';

/** Everything that the audit looks for. One more detection is one more row in one of these lists. */
export const DETECTIONS: readonly Detection[] = [...ACCESS, ...CHANGES, ...BLINDING, ...NOTICES];
