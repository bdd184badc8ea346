import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { GENERATED_KEYS } from '../../../lib/catalogue/catalogue';
import { Keeper, NONE } from '../support/keeper';

const SETTINGS: Readonly<Record<string, string>> = { AI_MODEL: 'gemini-flash', GCP_LOCATION: 'europe-west1' };
type Turn = () => Promise<void>;

beforeEach(() => {
  jest.spyOn(console, 'info').mockImplementation(() => undefined);
});

function seededDocument(): Record<string, string> {
  return Object.fromEntries(GENERATED_KEYS.map(({ name, generate }) => [name, generate(randomBytes)]));
}

/** An operator who sets one key on what is current when the schedule lets him look; says whether it was done. */
async function operator(keeper: Keeper, key: string, turn: Turn): Promise<boolean> {
  await turn();
  const answer = await keeper.ask({
    operation: 'populate',
    requestId: randomBytes(8).toString('hex'),
    seenVersion: keeper.service.id('AWSCURRENT'),
    consents: NONE,
    values: { [key]: SETTINGS[key] },
  });
  return answer.outcome === 'done';
}

/** Somebody at the console: reads, thinks, and writes back the whole document with a note, without looking again. */
async function consoleEdit({ service }: Keeper, turn: Turn): Promise<readonly string[]> {
  await turn();
  const read = service.document;
  await turn();
  const before = Object.keys(service.document);
  service.put(JSON.stringify({ ...read, NOTE: 'from the console' }));
  return before.filter((name) => !(name in read));
}

test('I3: two operators and a console edit, in any order: no edit that was done is lost but by the console itself', async () => {
  let edits = 0;
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), async (schedule) => {
      const turn: Turn = () => schedule.schedule(Promise.resolve(), 'a step');
      const seeded = seededDocument();
      const keeper = new Keeper();
      keeper.service.put(JSON.stringify(seeded));
      keeper.service.turn = turn;
      const all = Promise.all([
        operator(keeper, 'AI_MODEL', turn),
        operator(keeper, 'GCP_LOCATION', turn),
        consoleEdit(keeper, turn),
      ]);
      await schedule.waitFor(all);
      const [first, second, overwritten] = await all;
      const { document } = keeper.service;

      const done = [...(first ? ['AI_MODEL'] : []), ...(second ? ['GCP_LOCATION'] : [])];
      const lost = done.filter((name) => document[name] !== SETTINGS[name]);
      expect(lost.filter((name) => !overwritten.includes(name))).toEqual([]);
      expect(document['NOTE']).toBe('from the console');
      expect(document).toMatchObject(seeded);
      edits += done.length;
    }),
    { numRuns: 300 },
  );
  // An operator that never gets anything done would lose nothing either.
  expect(edits).toBeGreaterThan(100);
});
