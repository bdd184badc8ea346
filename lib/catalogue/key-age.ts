import { keyNamed } from './catalogue';

const DAY_MS = 86_400_000;

/** Whole days since `madeAt`, an ISO 8601 time; undefined where it is none. A clock that runs behind makes nothing younger than new. */
export function daysSince(madeAt: string, now: Date): number | undefined {
  const made = Date.parse(madeAt);
  return Number.isNaN(made) ? undefined : Math.max(0, Math.floor((now.getTime() - made) / DAY_MS));
}

/** Whether a key of that age in days is due for rotation. */
export function isDueForRotation(name: string, ageDays: number | undefined): boolean {
  const limit = keyNamed(name)?.rotateAfterDays;
  return ageDays !== undefined && limit !== undefined && ageDays >= limit;
}
