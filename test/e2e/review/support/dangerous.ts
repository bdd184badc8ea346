import type { Row } from './corpus-row';
import { ACCESS } from './dangerous/access';
import { AUDIT } from './dangerous/audit';
import { DATA } from './dangerous/data';

/** The dangerous changes, by subject. */
export const DANGEROUS: readonly Row[] = [...DATA, ...ACCESS, ...AUDIT];
