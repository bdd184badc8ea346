import { BLINDING } from '../../../lib/audit/modelled-events/blinding';
import { NORMAL_LIFE } from '../../../lib/audit/modelled-events/normal-life';
import { ROLE_USE } from '../../../lib/audit/modelled-events/role-use';
import { UNUSUAL_ACCESS } from '../../../lib/audit/modelled-events/unusual-access';
import { UNUSUAL_CHANGES } from '../../../lib/audit/modelled-events/unusual-changes';

/** Every modelled record, and which alerts it raises. */
export const TABLE = [...NORMAL_LIFE, ...UNUSUAL_ACCESS, ...ROLE_USE, ...UNUSUAL_CHANGES, ...BLINDING];
