import type { Json } from '../assembly/json';

/** `value` as a number; undefined where it is none. */
export function numberIn(value: Json | undefined): number | undefined {
  const number =
    typeof value === 'number' ? value : typeof value === 'string' && value.trim() !== '' ? Number(value) : NaN;
  return Number.isFinite(number) ? number : undefined;
}
