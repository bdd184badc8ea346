import { environmentNamed } from '../../../lib/environments/rows';
import { examineSubscribers } from '../../../lib/operator/doctor/check-subscribers';
import type { Inspection } from '../../../lib/operator/services/inspection';
import { HEALTHY, notAllowed } from '../support/healthy-inspection';

const FILTERS = 'filters of who gets the alerts';
const ARN = 'arn:aws:sns:eu-west-1:111122223333:alerts';
const by = (endpoint: string, arn: string | undefined) => ({ protocol: 'email', endpoint, arn });
const [ONE, TWO, WAITING] = [by('one@a.com', `${ARN}:1`), by('two@a.com', `${ARN}:2`), by('three@a.com', undefined)];

/** What is found of the filters where `ONE`, `TWO` and `WAITING` are subscribed. */
async function found(isFiltered: Inspection['isFiltered'], subscriptions = [ONE, TWO, WAITING]) {
  const inspection = { ...HEALTHY, isFiltered, subscriptions: async () => subscriptions };
  const findings = await examineSubscribers(environmentNamed('staging'), inspection);
  return findings.filter(({ check }) => check === FILTERS);
}
const causes = async (...given: Parameters<typeof found>) =>
  (await found(...given)).map(({ verdict, cause }) => `${verdict}: ${cause}`);

test('a filter keeps alerts from who is subscribed: it is a problem, with the command that takes it away', async () => {
  const command = `aws sns set-subscription-attributes --subscription-arn ${ARN}:2 --attribute-name FilterPolicy --attribute-value '{}'`;
  expect(await found(async (arn) => arn === TWO.arn)).toEqual([
    expect.objectContaining({ verdict: 'problem', command, cause: expect.stringMatching(/^two@a.com gets only what/) }),
  ]);
});

test('each filtered subscription of one address has its own command', async () => {
  const twice = [by('one@a.com', `${ARN}:1`), by('one@a.com', `${ARN}:2`)];
  const commands = (await found(async () => true, twice)).map(({ command }) => command?.match(/alerts:\d/)?.[0]);
  expect(commands).toEqual(['alerts:1', 'alerts:2']);
});

test('without filters all is well', async () => {
  expect(await causes(async () => false)).toEqual(['ok: none of the 2 confirmed subscriptions has one']);
});

test('what may not be asked is not checked, once for all', async () => {
  expect(await causes(notAllowed)).toEqual(['not checked: you need x:Do']);
});

test('what may not be asked of one hides nothing of the others, and none is said to be well', async () => {
  expect(await causes(async (arn) => (arn === ONE.arn ? await notAllowed() : true))).toEqual([
    'not checked: you need x:Do',
    expect.stringMatching(/^problem: two@a.com/),
  ]);
});

test('who has not confirmed has no ARN to ask about, and gets nothing anyway', async () => {
  expect(await causes(notAllowed, [WAITING])).toEqual([]);
});
