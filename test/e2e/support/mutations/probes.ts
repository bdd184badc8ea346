import { alerts, files } from './probes/audit';
import { hands } from './probes/hands';
import { keeperLog, rotation } from './probes/keeper';
import { keyAlone, keyByHand } from './probes/key';
import type { Probe } from './probes/probe';
import { reviewingAdministrator } from './probes/reviewing-administrator';

/** Everything that is looked at, the quickest first. */
export const PROBES: Readonly<Record<string, Probe>> = {
  hands,
  reviewingAdministrator,
  keyByHand,
  keyAlone,
  files,
  rotation,
  keeperLog,
  alerts,
};
