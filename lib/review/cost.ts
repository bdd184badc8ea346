import * as v from 'valibot';
import { idleCost } from '../cost/idle-cost';
import { costedTemplateSchema } from '../cost/rules';
import type { Pair, Side } from './side';

/** List price of an idle month of the first year in US dollars; undefined where a type's price is not known. */
export interface CostChange {
  readonly before: number | undefined;
  readonly after: number | undefined;
}

/** What one environment costs before and after. */
export function costChange({ base, head }: Pair): CostChange {
  return { before: costOf(base), after: costOf(head) };
}

/** The same for one stack. */
export function costOf({ stack }: Pick<Side, 'stack'>): number | undefined {
  const parsed = v.safeParse(costedTemplateSchema, stack.template);
  try {
    return parsed.success ? idleCost(parsed.output, 1).total : undefined;
  } catch {
    return undefined;
  }
}
