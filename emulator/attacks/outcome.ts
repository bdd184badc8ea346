import type { Played } from './scenario';

/** Who was denied and who was let through, in words. */
export function outcomeOf({ steps }: Played): string {
  return [...new Set(steps.map(({ as, outcome }) => `${as}: ${outcome}`))].join('; ');
}
