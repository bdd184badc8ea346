import type { Tier } from '../environments/row';

/** Most that an idle month may cost, in US dollars, at list price and without a free tier. */
export const MOST_PER_MONTH = { production: 4, staging: 4, demo: 0.6 } as const satisfies Record<Tier, number>;
