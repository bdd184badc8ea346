import type { Order } from '../../../lib/operator/services/keeper';
import type { Keeper as InMemoryKeeper } from '../../keeper/support/keeper';
import { fakeKeeper } from './fake-context';

/** Sends an order to the keeper's own code; gives the change that was made. */
export async function sent(order: Order, secret: InMemoryKeeper) {
  const { change, ...rest } = order;
  const answer = await secret.ask({ ...change, ...rest });
  return answer.outcome === 'done' ? answer.change : Promise.reject(new Error(JSON.stringify(answer)));
}

/** The operators' side of a keeper on a secret in memory; remembers the orders it got. */
export function keeperOn(secret: InMemoryKeeper, change = (order: Order) => sent(order, secret)) {
  return fakeKeeper({
    plan: (planned) => secret.plan(planned),
    status: () => secret.status(),
    fate: async (requestId) => {
      const answer = await secret.ask({ operation: 'fate', requestId });
      return answer.outcome === 'fate' ? answer.fate : Promise.reject(new Error(JSON.stringify(answer)));
    },
    change,
  });
}
