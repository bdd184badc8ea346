import { MOST_PER_MONTH } from '../lib/cost/assumptions';
import { type IdleCost, idleCost } from '../lib/cost/idle-cost';
import { synthesizedTemplates } from '../lib/documentation/synthesized-templates';
import { ENVIRONMENTS } from '../lib/environments/rows';
import type { Figure } from './figure';

const YEARS = [1, 3] as const;

/** What the dearest environment of each bounded tier costs in an idle month, from its template. */
export function costFigures(): Figure[] {
  return (['production', 'demo'] as const).flatMap((tier) => YEARS.map((year) => figure(tier, year)));
}

function figure(tier: 'production' | 'demo', year: (typeof YEARS)[number]): Figure {
  const most = MOST_PER_MONTH[tier][year];
  const { withoutDashboard } = dearest(tier, year);
  return {
    what: `idle month of ${tier} without its dashboard, year ${year}`,
    measured: `$${withoutDashboard.toFixed(2)}`,
    bound: `≤ $${most.toFixed(2)}`,
    holds: withoutDashboard <= most,
  };
}

function dearest(wanted: 'production' | 'demo', year: (typeof YEARS)[number]): IdleCost {
  const templates = synthesizedTemplates();
  const [first, ...others] = ENVIRONMENTS.filter(({ tier }) => tier === wanted).map(({ name }) => {
    const template = templates[name];
    if (template === undefined) {
      throw new Error(`there is no template of ${name}`);
    }
    return idleCost(template, year);
  });
  if (first === undefined) {
    throw new Error(`there is no environment of tier ${wanted}`);
  }
  return others.reduce((most, cost) => (cost.withoutDashboard > most.withoutDashboard ? cost : most), first);
}
