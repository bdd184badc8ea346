import type { PlannedChange } from '../../../lib/contract/operator-request';
import type { Wishes } from '../../../lib/operator/changes/make-change';
import type { Keeper } from '../../../lib/operator/services/keeper';
import { aChange, aPlan, fakeKeeper } from './fake-context';

/** The change of the plan `aPlan`. */
export const ROTATE: PlannedChange = { operation: 'rotate', keys: ['FLASK_SECRET_KEY'] };

/** What a script says: go on without asking. */
export const YES: Wishes = { yes: true, dryRun: false, invalidateGarminPasswords: false };

/** What a person says who is to be asked. */
export const ASK: Wishes = { ...YES, yes: false };

/** The keeper of staging, which makes the change; with the answers given. */
export function keeperWith(answers: Partial<Keeper>) {
  return fakeKeeper({ plan: async () => aPlan(), change: async () => aChange(), ...answers });
}
