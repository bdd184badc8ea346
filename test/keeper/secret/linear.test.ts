import { randomBytes } from 'node:crypto';
import { GENERATED_KEYS } from '../../../lib/catalogue/catalogue';
import { effectsOf } from '../../../lib/keeper/changes/effects';
import { proposeRestore } from '../../../lib/keeper/changes/proposals/propose-restore';
import { parseDocument } from '../../../lib/keeper/secret/secret-document';
import { setMembers } from '../../../lib/keeper/secret/splice';
import { callsIn } from '../support/calls-in';
import { externalValues } from '../support/keeper';
import { situationOf } from '../support/situation';

const FEW = 200;
const MANY = 4 * FEW;

const members = (count: number, name = 'KEY') =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`${name}_${at}`, 1]));
const text = (count: number) => JSON.stringify(members(count));
const values = (count: number) => new Map(Object.keys(members(count)).map((name) => [name, '2']));
const complete = {
  ...externalValues(),
  ...Object.fromEntries(GENERATED_KEYS.map(({ name, generate }) => [name, generate(randomBytes)])),
};

/** Restores a backup with so many members that the secret does not have, beside as many others. */
function restore(count: number): void {
  const situation = situationOf({ ...complete, ...members(count, 'OTHER') });
  const document = JSON.stringify({ ...complete, ...members(count) });
  const effects = effectsOf(situation, proposeRestore(situation, { document }));
  expect(effects.members.filter(({ action }) => action === 'add')).toHaveLength(count);
}

// Comparing every member with every other one would take sixteen times as many steps.
test.each([
  ['reading a document', (count: number) => parseDocument(text(count))],
  ['adding members', (count: number) => setMembers(parseDocument('{}'), values(count))],
  ['changing members', (count: number) => setMembers(parseDocument(text(count)), values(count))],
  ['restoring a backup', restore],
])('%s takes no more than four times the steps for four times as many members', (_, work) => {
  const [few, many] = [FEW, MANY].map((count) => callsIn(() => work(count)));
  expect(few).toBeGreaterThan(FEW);
  expect(many).toBeLessThanOrEqual(4 * Number(few));
});
