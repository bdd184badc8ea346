import { ENVIRONMENT_GATES } from './gates/environment';
import { REPOSITORY_GATES } from './gates/repository';

/** Every gate, by its id. The table in the documents is made from it. */
export const GATES = { ...ENVIRONMENT_GATES, ...REPOSITORY_GATES };

/** Id of a gate. */
export type GateId = keyof typeof GATES;

/** Whether `text` is the id of a gate. */
export function isGate(text: string): text is GateId {
  return Object.hasOwn(GATES, text);
}
