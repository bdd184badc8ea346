import { randomBytes } from 'node:crypto';
import { run } from '../../../lib/operator/run';
import { completeKeeper, type Keeper } from '../../keeper/support/keeper';
import { fakeContext } from '../support/fake-context';
import { keeperOn } from '../support/on-a-secret';

const GARMIN = 'GARMIN_ENCRYPTION_KEY';

let secret: Keeper;
let before: unknown;
const now = () => secret.service.document[GARMIN];

beforeEach(async () => {
  jest.spyOn(console, 'info').mockImplementation(() => undefined);
  secret = await completeKeeper();
  before = now();
});

/** The console puts a key there, spelled as a person pastes it. */
function paste(spelled: (key: string) => string, key: unknown): unknown {
  secret.service.edit((document) => ({ ...document, [GARMIN]: spelled(String(key)) }));
  return now();
}

async function ran(line: string) {
  const context = fakeContext({ keepers: { staging: keeperOn(secret) }, now: new Date(secret.service.now) });
  const code = await run(line.split(' '), context);
  return { code, text: `${context.stdout.text}${context.stderr.text}` };
}

test('I2: another key that was pasted with quotes works: status says so, and recover leaves it', async () => {
  const pasted = paste((key) => `'${key}'`, randomBytes(32).toString('base64'));
  expect(await ran('status staging')).toMatchObject({ code: 0, text: expect.not.stringContaining('next:') });
  expect((await ran('recover staging --yes')).text).toContain('nothing to change');
  expect(now()).toBe(pasted);
});

test.each([
  ['truncated', (key: string) => key.slice(1)],
  ['without its padding', (key: string) => key.slice(0, -1)],
])(
  'I2: another key that was pasted %s is replaced by the one before with the consent alone, which status names',
  async (_, spelled) => {
    const pasted = paste(spelled, randomBytes(32).toString('base64'));
    expect(await ran('recover staging --yes')).toMatchObject({
      code: 2,
      text: expect.stringContaining('GARMIN_ENCRYPTION_KEY would change'),
    });
    expect(now()).toBe(pasted);

    const { code, text } = await ran('status staging');
    expect(code).toBe(1);
    const next = /next: npx kaizencoach-secrets (.*)/.exec(text)?.[1] ?? '';
    expect(await ran(`${next} --yes`)).toMatchObject({ code: 0 });
    expect(now()).toBe(before);
  },
);

test.each([
  ['its padding', (key: string) => key.slice(0, -1), 'must end with "="'],
  ['a no-break space behind it', (key: string) => `${key}\u00a0`, 'outside ASCII'],
])(
  'the same key, wrong by %s alone, is malformed, and recover mends it without the consent',
  async (_, spelled, rule) => {
    paste(spelled, before);
    expect(await ran('status staging')).toMatchObject({ code: 1, text: expect.stringContaining(rule) });
    expect(await ran('recover staging --yes')).toMatchObject({
      code: 0,
      text: expect.not.stringContaining('unreadable'),
    });
    expect(now()).toBe(before);
  },
);
