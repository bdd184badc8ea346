import type { AssembledStack } from '../../lib/review/assembly/assembly';
import type { JsonObject } from '../../lib/review/assembly/json';

/** A stack of an assembly that says nothing but `template`. */
export function stackOf(template: JsonObject): AssembledStack {
  return { id: 'StagingStack', facts: {}, template, assets: {}, destinations: [] };
}
