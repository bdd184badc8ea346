import { EVERYONE, type Who } from './who';

/** Whose reading is meant. */
export const READERS: readonly Who[] = ['app', 'keeper', 'break-glass', 'old role'];

/** Who may invoke the keeper. */
export const INVOKERS: readonly Who[] = ['operator', 'deployment'];

/** Without them nothing could be repaired. */
export const ADMINISTRATORS: readonly Who[] = ['break-glass', 'administrator', 'power user', 'root', 'deployment'];

/** Those of them whose permissions include IAM. */
export const IAM_ADMINISTRATORS: readonly Who[] = ['break-glass', 'administrator', 'root', 'deployment'];

/** All but `some`. */
export function everyoneBut(some: readonly Who[]): readonly Who[] {
  return EVERYONE.filter((who) => !some.includes(who));
}
