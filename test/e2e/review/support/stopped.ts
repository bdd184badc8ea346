import { BLINDED } from './adversarial/audit';
import { BESIDE } from './adversarial/beside';
import { DIVERTED } from './adversarial/data';
import { ELSEWHERE } from './adversarial/elsewhere';
import { PUBLISHED } from './adversarial/published';
import { STATEMENTS } from './adversarial/statements';
import type { Row } from './corpus-row';
import { ACCESS } from './dangerous/access';
import { AUDIT } from './dangerous/audit';
import { DATA } from './dangerous/data';

/** Dangerous changes, by subject. */
export const DANGEROUS: readonly Row[] = [...DATA, ...ACCESS, ...AUDIT];

/** Changes that try to get past: obfuscated, split in two, in one environment only, or in a place where nobody looks. */
export const ADVERSARIAL: readonly Row[] = [
  ...STATEMENTS,
  ...DIVERTED,
  ...BLINDED,
  ...BESIDE,
  ...ELSEWHERE,
  ...PUBLISHED,
];
