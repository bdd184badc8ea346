import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { GENERATED_KEYS } from '../../../lib/catalogue/catalogue';
import { answerOperator } from '../../../lib/keeper/requests/answer-operator';
import { InMemoryStore, type Turn } from './support/in-memory-store';

const SETTINGS: Readonly<Record<string, string>> = { AI_MODEL: 'gemini-flash', GCP_LOCATION: 'europe-west1' };
const running = new AbortController().signal;

beforeEach(() => {
  jest.spyOn(console, 'info').mockImplementation(() => undefined);
});

function seededDocument(): Record<string, string> {
  return Object.fromEntries(GENERATED_KEYS.map(({ name, generate }) => [name, generate(randomBytes)]));
}

/** An operator who sets one key on what is current when the schedule lets him look; says whether it was done. */
async function operator(store: InMemoryStore, key: string, turn: Turn): Promise<boolean> {
  await turn();
  const request = {
    contract: 1,
    operation: 'populate',
    seenVersion: store.current.versionId,
    consents: { importGenerated: false, invalidateGarminPasswords: false },
    values: { [key]: SETTINGS[key] },
  };
  const surroundings = {
    settings: {
      ENVIRONMENT_NAME: 'staging',
      SECRET_NAME: 'in-memory',
      GCP_PROJECT: 'kaizencoach-staging',
      SEEDING: 'add',
      STACK_ID: 'stack',
    },
    store,
    randomBytes,
    random: () => 0,
    now: () => new Date(0),
    isRollingBack: async () => false,
    sleep: async () => undefined,
  } as const;
  const answer = await answerOperator(request, surroundings, running);
  return answer.outcome === 'done';
}

/** Somebody at the console: reads, thinks, and writes back the whole document with a note, without looking again. */
async function consoleEdit(store: InMemoryStore, turn: Turn): Promise<readonly string[]> {
  await turn();
  const read: Record<string, unknown> = JSON.parse(store.current.text);
  await turn();
  const before = Object.keys(JSON.parse(store.current.text));
  store.put(JSON.stringify({ ...read, NOTE: 'from the console' }));
  return before.filter((name) => !(name in read));
}

test('I3: two operators and a console edit, in any order: no edit that was done is lost but by the console itself', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), async (schedule) => {
      const turn: Turn = () => schedule.schedule(Promise.resolve(), 'a step');
      const seeded = seededDocument();
      const store = new InMemoryStore(JSON.stringify(seeded), turn);
      const all = Promise.all([
        operator(store, 'AI_MODEL', turn),
        operator(store, 'GCP_LOCATION', turn),
        consoleEdit(store, turn),
      ]);
      await schedule.waitFor(all);
      const [first, second, overwritten] = await all;
      const document: Record<string, unknown> = JSON.parse(store.current.text);

      const done = [...(first ? ['AI_MODEL'] : []), ...(second ? ['GCP_LOCATION'] : [])];
      const lost = done.filter((name) => document[name] !== SETTINGS[name]);
      expect(lost.filter((name) => !overwritten.includes(name))).toEqual([]);
      expect(document['NOTE']).toBe('from the console');
      expect(document).toMatchObject(seeded);
    }),
    { numRuns: 300 },
  );
});
