import type { Issuers, Renewed } from '../../../lib/contract/issuers';
import { run } from '../../../lib/operator/run';
import { fakeContext } from '../support/fake-context';

const OURS: Issuers = {
  stravaCredentials: { verdict: 'accepted' },
  subscription: { verdict: 'ours' },
  callback: { verdict: 'accepted' },
  googleKey: { verdict: 'refused', why: 'key' },
};
const ELSEWHERE: Issuers = { ...OURS, subscription: { verdict: 'elsewhere' } };
const NONE: Issuers = { ...OURS, subscription: { verdict: 'none' } };

async function webhook(
  line: string,
  issuers: Issuers,
  { answers, result = 'replaced' }: { answers?: readonly (string | boolean)[]; result?: Renewed['result'] } = {},
) {
  const orders: object[] = [];
  const renewWebhook = async (wish: object) => {
    orders.push(wish);
    return { result };
  };
  const context = fakeContext({
    keepers: { staging: { askIssuers: async () => issuers, renewWebhook } },
    ...(answers === undefined ? {} : { answers }),
  });
  const exitCode = await run(['webhook', ...line.split(' ')], context);
  return { exitCode, orders, questions: context.questions, stdout: context.stdout.text, stderr: context.stderr.text };
}

test('show: all is well, whatever Google says', async () => {
  const { exitCode, stdout, orders } = await webhook('staging show', OURS);
  expect(exitCode).toBe(0);
  expect(stdout).toContain('https://staging.kaizencoach.training/strava_webhook');
  expect(stdout).not.toContain('Google');
  expect(orders).toEqual([]);
});

test.each<[string, Issuers]>([
  ['none', NONE],
  ['elsewhere', ELSEWHERE],
  ['not checked', { ...OURS, subscription: { verdict: 'not-checked', why: 'throttled' } }],
  ['app not ready', { ...OURS, callback: { verdict: 'refused', why: 'token' } }],
])('show: %s, exit code 1', async (_, issuers) => {
  expect((await webhook('staging show', issuers)).exitCode).toBe(1);
});

test('renew where it is right asks nothing, and the keeper leaves it alone', async () => {
  const { exitCode, orders, questions, stdout } = await webhook('staging renew', OURS, { result: 'left-alone' });
  expect({ exitCode, orders, questions }).toEqual({ exitCode: 0, orders: [{ force: false }], questions: [] });
  expect(stdout).toContain('was left alone; --force');
});

test.each([
  ['staging renew --force', OURS],
  ['staging renew', NONE],
])('%s changes something: without a terminal it needs --yes', async (line, issuers) => {
  expect(await webhook(line, issuers)).toMatchObject({ exitCode: 2, orders: [] });
  expect(await webhook(`${line} --yes`, issuers)).toMatchObject({ exitCode: 0, orders: [expect.anything()] });
});

test('a person who says no changes nothing', async () => {
  expect(await webhook('staging renew', NONE, { answers: [false] })).toMatchObject({ exitCode: 1, orders: [] });
});

test('a foreign callback: --yes is no consent', async () => {
  const { exitCode, orders, stderr } = await webhook('staging renew --yes --force', ELSEWHERE);
  expect({ exitCode, orders }).toEqual({ exitCode: 2, orders: [] });
  expect(stderr).toContain('--foreign-host');
});

test('a foreign callback: the host is given, or typed', async () => {
  const wish = { force: false, foreignHost: 'old.example.com' };
  expect(await webhook('staging renew --yes --foreign-host OLD.example.com', ELSEWHERE)).toMatchObject({
    orders: [wish],
  });
  const typed = await webhook('staging renew', ELSEWHERE, { answers: [' old.example.com ', true] });
  expect(typed).toMatchObject({
    exitCode: 0,
    orders: [wish],
    questions: [expect.stringContaining('type'), expect.anything()],
  });
});

test('a foreign host is not sent where nothing foreign is there', async () => {
  const { orders } = await webhook('staging renew --yes --force --foreign-host old.example.com', OURS);
  expect(orders).toEqual([{ force: true }]);
});

test('what is no host name is not repeated', async () => {
  const { exitCode, orders, stderr } = await webhook('staging renew --yes --foreign-host https://x/?secret', ELSEWHERE);
  expect({ exitCode, orders }).toEqual({ exitCode: 2, orders: [] });
  expect(stderr).not.toContain('secret');
});

test('an action that there is not is wrong usage, and is not repeated', async () => {
  const { exitCode, stderr } = await webhook('staging delete', OURS);
  expect(exitCode).toBe(2);
  expect(stderr).not.toContain('delete');
});
