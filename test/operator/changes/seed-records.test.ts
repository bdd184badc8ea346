import { GENERATED_KEYS } from '../../../lib/catalogue/catalogue';
import { run } from '../../../lib/operator/run';
import { completeKeeper, type Keeper as InMemoryKeeper } from '../../keeper/support/keeper';
import { fakeContext } from '../support/fake-context';
import { keeperOn } from '../support/on-a-secret';

const DRAWN = GENERATED_KEYS.map(({ name }) => name).join(', ');

describe('seed on the command line, where every key is there', () => {
  let secret: InMemoryKeeper;

  beforeEach(async () => {
    jest.spyOn(console, 'info').mockImplementation(() => undefined);
    secret = await completeKeeper();
  });

  async function seed(...args: readonly string[]) {
    const staging = keeperOn(secret);
    const context = fakeContext({ keepers: { staging } });
    const exitCode = await run(['seed', 'staging', ...args], context);
    return { exitCode, sent: staging.orders.length, said: context.stdout.text, noted: context.stderr.text };
  }

  test('records that are missing are written and named; the value stays', async () => {
    const [version, tags] = [secret.service.id('AWSCURRENT'), new Map(secret.service.tags)];
    secret.service.tags.clear();
    const { exitCode, sent, said, noted } = await seed('--yes');
    expect({ exitCode, sent }).toEqual({ exitCode: 0, sent: 1 });
    expect(noted).toContain(`no record says when ${DRAWN}`);
    expect(said).toContain(`recorded: ${DRAWN}; the value stays at version ${version}`);
    expect([...tags.keys()]).toEqual(expect.arrayContaining([...secret.service.tags.keys()]));
    expect(secret.service.tags.size).toBe(GENERATED_KEYS.length);
    expect(await seed('--yes')).toMatchObject({ sent: 0, said: expect.stringContaining('nothing to change') });
  });

  test('a dry run says what it would write, and a person is asked', async () => {
    secret.service.tags.clear();
    expect(await seed('--dry-run')).toMatchObject({ sent: 0, said: expect.stringContaining('no record says when') });
    expect(await seed()).toMatchObject({ sent: 0, exitCode: 2 });
  });

  test('tags that cannot be written fail it', async () => {
    secret.service.tags.clear();
    secret.service.fault = (operation) => (operation === 'TagResource' ? { before: new Error('no') } : undefined);
    expect(await seed('--yes')).toMatchObject({
      sent: 1,
      exitCode: 1,
      said: expect.stringContaining('its tags could not be written'),
    });
  });

  test('where every record is there nothing is sent', async () => {
    expect(await seed('--yes')).toMatchObject({ sent: 0, exitCode: 0 });
  });
});
