import { environmentNamed } from '../../../lib/environments/rows';
import { examineSubscribers } from '../../../lib/operator/doctor/check-subscribers';
import type { Subscription } from '../../../lib/operator/services/inspect-subscriptions';
import { HEALTHY } from '../support/healthy-inspection';

const REVERT = 'npx cdk deploy StagingStack --revert-drift';
const [ONE, TWO] = ['one@example.com', 'two@example.com'];
const by = (endpoint: string, differs: Partial<Subscription> = {}): Subscription => ({
  protocol: 'email',
  endpoint,
  arn: `arn:of:${endpoint}`,
  ...differs,
});

/** What is found of who is subscribed, where the row names `addresses` and SNS lists `subscriptions`. */
async function found(addresses: readonly string[], subscriptions: readonly Subscription[]) {
  const staging = environmentNamed('staging');
  const row = { ...staging, audit: { ...staging.audit, subscriptions: addresses } };
  const findings = await examineSubscribers(row, { ...HEALTHY, subscriptions: async () => subscriptions });
  return findings.filter(({ check }) => check === 'who gets the alerts');
}

test.each<[string, readonly string[], readonly Subscription[], readonly string[]]>([
  ['all are subscribed', [ONE, TWO], [by(ONE), by(TWO)], ['ok: 2 confirmed']],
  ['somebody is beside the row', [ONE], [by(ONE), by(TWO)], ['ok: 2 confirmed']],
  ['SNS writes the address another way', ['One@Example.com'], [by(ONE)], ['ok: 1 confirmed']],
  ['one of the row is not', [ONE, TWO], [by(ONE)], [`problem: ${TWO} is not subscribed`]],
  ['none of the row is', [ONE, TWO], [], [`problem: ${ONE} is not subscribed`, `problem: ${TWO} is not subscribed`]],
  ['it is by another protocol', [ONE], [by(ONE, { protocol: 'email-json' })], [`problem: ${ONE} is not subscribed`]],
  ['one waits', [ONE], [by(ONE, { arn: undefined })], [`problem: ${ONE} has not confirmed`]],
  [
    'one waits and one is missing',
    [ONE, TWO],
    [by(ONE, { arn: undefined })],
    [`problem: ${ONE} has not confirmed`, `problem: ${TWO} is not subscribed`],
  ],
  ['the row names nobody', [], [], ['warning: nobody is subscribed to alerts']],
])('the row against the topic, where %s', async (_, addresses, subscriptions, expected) => {
  const findings = await found(addresses, subscriptions);

  expect(findings.map(({ verdict, cause }) => `${verdict}: ${cause}`)).toEqual(
    expected.map((start) => expect.stringMatching(new RegExp(`^${start}`))),
  );
});

test('who is missing is subscribed by a command; who waits has 48 hours, and a link', async () => {
  const [waiting, missing] = await found([ONE, TWO], [by(ONE, { arn: undefined })]);

  expect(missing).toMatchObject({ command: REVERT, next: REVERT });
  expect(waiting?.command).toBeUndefined();
  expect(waiting?.next).toMatch(/^follow the link .*48 hours/);
});

test('only where the row names nobody is an address to be added to it', async () => {
  const [nobody] = await found([], []);

  expect(nobody?.next).toContain('add an e-mail address to the environment’s row');
});
