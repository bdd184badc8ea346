import type { Year } from './assumptions';
import { type CostedTemplate, DASHBOARD, RULES, type Rule } from './rules';

/** What an environment costs in a month in which nothing happens, in US dollars. */
export interface IdleCost {
  readonly total: number;
  /** The total without the dashboard: metrics, filters and alarms are the same without it. */
  readonly withoutDashboard: number;
  /** By the name of the item, in the order of the template; items of nothing are left out. */
  readonly items: Readonly<Record<string, number>>;
}

/**
 * The list price of an idle month of `template`, in one year of its life.
 * @throws Error where the price of a type is not known.
 */
export function idleCost({ Resources }: CostedTemplate, year: Year): IdleCost {
  const items = new Map<string, number>();
  for (const [id, { Type, Properties }] of Object.entries(Resources)) {
    for (const [item, usd] of Object.entries(ruleOf(Type, id)(Properties, year))) {
      items.set(item, (items.get(item) ?? 0) + usd);
    }
  }
  const exact = [...items].map(([item, usd]) => [item, inMillionths(usd)] as const).filter(([, usd]) => usd > 0);
  const total = exact.reduce((sum, [, usd]) => sum + usd, 0);
  const dashboard = items.get(DASHBOARD) ?? 0;
  return {
    total: inMillionths(total),
    withoutDashboard: inMillionths(total - dashboard),
    items: Object.fromEntries(exact),
  };
}

function ruleOf(type: string, id: string): Rule {
  // A custom resource is an invocation of a function that is priced itself.
  const rule = type.startsWith('Custom::') ? () => ({}) : RULES[type];
  if (rule === undefined) {
    throw new Error(`lib/cost/rules.ts must say what a resource of type ${type} costs, got ${id} without a price`);
  }
  return rule;
}

/** Without the dust of binary fractions. */
function inMillionths(usd: number): number {
  return Math.round(usd * 1e6) / 1e6;
}
