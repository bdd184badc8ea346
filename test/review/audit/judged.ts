import { environmentNamed } from '../../../lib/environments/rows';
import type { Finding } from '../../../lib/review/finding';
import { judgeStack } from '../../../lib/review/judge';
import { pairOf } from '../../../lib/review/side';
import { type Loose, one } from '../../e2e/review/support/mutated';
import { templateOf } from '../../support/synthesized';
import { stackOf } from '../stack-of';

/** Changes a template of staging. */
export type Change = (template: Loose) => void;

/** What is found where staging's template is changed by all of `changes`. */
export async function foundAfter(...changes: readonly Change[]): Promise<readonly Finding[]> {
  return await foundUpon([], ...changes);
}

/** The same where `already` was changed before. */
export async function foundUpon(
  already: readonly Change[],
  ...changes: readonly Change[]
): Promise<readonly Finding[]> {
  const base: Loose = structuredClone(templateOf(environmentNamed('staging')).toJSON());
  for (const change of already) {
    change(base);
  }
  const head: Loose = structuredClone(base);
  for (const change of changes) {
    change(head);
  }
  return (await judgeStack(pairOf('staging', stackOf(base), stackOf(head)))).findings;
}

/** The gates that stop `changes`, each with what it says. */
export async function stopping(...changes: readonly Change[]): Promise<string[]> {
  const found = await foundAfter(...changes);
  return found.filter(({ stops }) => stops !== 'shown').map(({ gate, sentence }) => `${gate}: ${sentence}`);
}

/** Changes the properties of the only resource of `type` whose id contains `part`. */
export const set =
  (type: string, part: string, change: (properties: Loose) => void): Change =>
  (template) =>
    change(one(template, type, part).Properties);
