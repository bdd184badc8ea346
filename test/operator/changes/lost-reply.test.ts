import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LostReplyError } from '../../../lib/operator/operator-error';
import { run } from '../../../lib/operator/run';
import type { Order } from '../../../lib/operator/services/keeper';
import { Keeper as InMemoryKeeper } from '../../keeper/support/keeper';
import { fakeContext } from '../support/fake-context';
import { keeperOn, sent } from '../support/on-a-secret';

const VALUES = JSON.stringify({ STRAVA_CLIENT_SECRET: 'ab'.repeat(20) });
let secret: InMemoryKeeper;
let folder: string;
let file: string;

beforeEach(async () => {
  jest.spyOn(console, 'info').mockImplementation(() => undefined);
  secret = new InMemoryKeeper();
  await secret.deploy({ RequestType: 'Create' });
  folder = mkdtempSync(join(tmpdir(), 'lost-reply-'));
  file = join(folder, 'a-secrets.json');
  writeFileSync(file, VALUES, { mode: 0o600 });
  jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] });
});
afterEach(() => {
  jest.useRealTimers();
  rmSync(folder, { recursive: true });
});

/** Populates from the file; whatever becomes of the order, no answer arrives. */
async function populate(becomes: (order: Order) => Promise<unknown>) {
  const staging = keeperOn(secret, async (order) => {
    await becomes(order);
    throw new LostReplyError();
  });
  const context = fakeContext({ keepers: { staging } });
  let exitCode: number | undefined;
  const args = ['populate', 'staging', '--yes', '--file', file, '--delete-file'];
  const running = run(args, context).then((code) => {
    exitCode = code;
  });
  while (exitCode === undefined) {
    await new Promise(setImmediate);
    await jest.advanceTimersByTimeAsync(10_000);
  }
  await running;
  return { exitCode, said: context.stdout.text + context.stderr.text, orders: staging.orders.length };
}

test('a colleague brought the very same values first: the change is told as not made, and the file stays', async () => {
  const { exitCode, said, orders } = await populate(async (order) => {
    await sent({ ...order, requestId: 'c0113a90e0000000' }, secret);
    await expect(sent(order, secret)).rejects.toThrow('"rule":"moved"');
  });
  expect({ exitCode, orders }).toEqual({ exitCode: 1, orders: 1 });
  expect(said).toContain('the change was not made: no version was stored for it');
  expect(said).not.toMatch(/done:|delete/);
  expect(existsSync(file)).toBe(true);
});

test('it was made: that is told, and the file is deleted', async () => {
  const { exitCode, said, orders } = await populate((order) => sent(order, secret));
  expect({ exitCode, orders }).toEqual({ exitCode: 0, orders: 1 });
  expect(said).toContain(`done: version ${secret.service.id('AWSCURRENT')} is current`);
  expect(existsSync(file)).toBe(false);
});

test('it was made, and somebody else wrote since: that is told, and the file stays', async () => {
  const { exitCode, said } = await populate(async (order) => {
    await sent(order, secret);
    secret.service.edit((document) => ({ ...document, note: 1 }));
  });
  expect(exitCode).toBe(0);
  expect(said).toContain('somebody else has written since');
  expect(existsSync(file)).toBe(true);
});

test('an answer that says that the tags failed is no lost one: the change is told as made, with what is left to do', async () => {
  jest.useRealTimers();
  secret.service.fault = (operation) =>
    operation === 'TagResource' ? { before: Object.assign(new Error('reset'), { code: 'ECONNRESET' }) } : undefined;
  const staging = keeperOn(secret);
  const context = fakeContext({ keepers: { staging } });
  const exitCode = await run(['rotate', 'staging', 'FLASK_SECRET_KEY', '--yes'], context);
  expect({ exitCode, orders: staging.orders.length }).toEqual({ exitCode: 0, orders: 1 });
  expect(context.stdout.text).toContain(`done: version ${secret.service.id('AWSCURRENT')} is current`);
  expect(context.stdout.text).toContain('its tags could not be written; next: npx kaizencoach-secrets seed staging');
  expect(context.stdout.text + context.stderr.text).not.toMatch(/no answer|somebody else/);
});
