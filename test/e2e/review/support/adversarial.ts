import { AUDIT } from './adversarial/audit';
import { BESIDE } from './adversarial/beside';
import { DATA } from './adversarial/data';
import { STATEMENTS } from './adversarial/statements';
import type { Row } from './corpus-row';

/** Changes that try to get past: obfuscated, split in two, in one environment only, or in a place where nobody looks. */
export const ADVERSARIAL: readonly Row[] = [...STATEMENTS, ...DATA, ...AUDIT, ...BESIDE];
