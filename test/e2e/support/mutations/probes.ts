import { alerts, files } from './probes/audit';
import { handsOf } from './probes/hands';
import { keeperLog, rotation } from './probes/keeper';
import { keyAlone, keyByHand } from './probes/key';
import type { Probe } from './probes/probe';
import { reviewingAdministrator } from './probes/reviewing-administrator';

/** Everything that is looked at, the quickest first. */
export const PROBES: Readonly<Record<string, Probe>> = {
  'hands of the app': handsOf('app'),
  'hands of the keeper': handsOf('keeper'),
  'hands of an operator': handsOf('operator'),
  'hands of a doctor': handsOf('doctor'),
  'hands of a driller': handsOf('driller'),
  'hands of a reviewer': handsOf('reviewer'),
  reviewingAdministrator,
  keyByHand,
  keyAlone,
  files,
  rotation,
  keeperLog,
  alerts,
};
