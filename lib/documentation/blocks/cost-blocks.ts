import type { Year } from '../../cost/assumptions';
import { ASSUMPTIONS, MOST_PER_MONTH } from '../../cost/assumptions';
import { idleCost } from '../../cost/idle-cost';
import { PRICES, PRICES_OF } from '../../cost/prices';
import { ENVIRONMENTS } from '../../environments/rows';
import { markdownTable } from '../markdown-table';
import type { Templates } from '../synthesized-templates';

/** What an idle month of each environment costs, from its template. */
export function costTable(templates: Templates): string {
  return markdownTable(
    [
      'environment',
      'first year',
      'third year',
      'without the dashboard',
      'bound of that',
      'of which, in the first year',
    ],
    ENVIRONMENTS.map(({ name, tier }) => {
      const cost = (year: Year) => idleCost(templateOf(name, templates), year);
      const items = Object.entries(cost(1).items).map(([item, usd]) => `${item} ${dollars(usd)}`);
      const both = (first: number, third: number) => `${dollars(first)}, ${dollars(third)}`;
      return [
        name,
        dollars(cost(1).total),
        dollars(cost(3).total),
        both(cost(1).withoutDashboard, cost(3).withoutDashboard),
        both(MOST_PER_MONTH[tier][1], MOST_PER_MONTH[tier][3]),
        items.join(', '),
      ];
    }),
  );
}

/** What the computation rests on. */
export function costAssumptions(): string {
  const prices = markdownTable(
    ['price', 'for', 'source'],
    Object.values(PRICES).map(({ usd, unit, source }) => [`$${usd}`, unit, source]),
  );
  return [...ASSUMPTIONS.map((assumption) => `- ${assumption}`), '', `Prices as of ${PRICES_OF}:`, '', prices].join(
    '\n',
  );
}

function templateOf(name: string, templates: Templates) {
  const template = templates[name];
  if (template === undefined) {
    throw new Error(`there is no template of ${name}`);
  }
  return template;
}

function dollars(usd: number): string {
  return `$${usd.toFixed(2)}`;
}
