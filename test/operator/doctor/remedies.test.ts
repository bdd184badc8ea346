import { problem, warning } from '../../../lib/operator/doctor/finding';
import { remedies } from '../../../lib/operator/doctor/remedies';

const ours = (command: string) => `npx kaizencoach-secrets ${command}`;
const RESTORE = 'aws secretsmanager restore-secret --secret-id the-secret';
const DEPLOY = 'npx cdk deploy StagingStack';
const REVERT = `${DEPLOY} --revert-drift`;
const [RECOVER, SEED, POPULATE] = [ours('recover staging'), ours('seed staging'), ours('populate staging')];
const [RELOAD, VERIFY, WEBHOOK] = [ours('reload staging'), ours('verify staging'), ours('webhook staging renew')];
const PUT = 'aws events put-rule --name r';
const UNFILTER = 'aws sns set-subscription-attributes --subscription-arn a';
const ENABLE = 'aws events enable-rule --name r';

test.each<[string, readonly string[], readonly string[]]>([
  ['nothing', [], []],
  ['a command twice', [DEPLOY, DEPLOY], [DEPLOY]],
  ['values that change: the app reads them, and that is proved', [POPULATE], [POPULATE, RELOAD, VERIFY]],
  ['… beside what changes none', [DEPLOY, SEED], [SEED, DEPLOY, RELOAD, VERIFY]],
  ['what changes no value', [DEPLOY, ENABLE, WEBHOOK], [DEPLOY, ENABLE, WEBHOOK]],
  ['a reload is proved too', [RELOAD], [RELOAD, VERIFY]],
  ['a deployment that reverts drift is one', [DEPLOY, REVERT, RELOAD], [REVERT, RELOAD, VERIFY]],
  ['recover adds what seed would', [SEED, RECOVER], [RECOVER, RELOAD, VERIFY]],
  ['… and not what populate would', [POPULATE, RECOVER], [RECOVER, POPULATE, RELOAD, VERIFY]],
  ['seed without recover stays', [SEED, POPULATE], [SEED, POPULATE, RELOAD, VERIFY]],
  [
    'everything, in the order in which it helps',
    [WEBHOOK, RELOAD, ENABLE, DEPLOY, POPULATE, RECOVER, RESTORE],
    [RESTORE, RECOVER, POPULATE, DEPLOY, ENABLE, RELOAD, VERIFY, WEBHOOK],
  ],
  ['a filter goes after the stack is there', [RELOAD, UNFILTER, DEPLOY], [DEPLOY, UNFILTER, RELOAD, VERIFY]],
  ['a rule that is put back comes after the stack', [RELOAD, PUT, DEPLOY], [DEPLOY, PUT, RELOAD, VERIFY]],
  [
    'what only shows more comes first',
    [RESTORE, 'aws sts get-caller-identity'],
    ['aws sts get-caller-identity', RESTORE],
  ],
])('%s', (_, asked, expected) => {
  const findings = asked.map((run) => problem('a check', 'a cause', { run }));
  expect(remedies([...findings, warning('a check', 'a cause', 'a step in words')], 'staging')).toEqual(expected);
});

test('where a key is left that no command brings back, the app is not started again', () => {
  const left = { ...problem('a check', 'a cause', 'a step in words'), blocksReload: true };
  const findings = [RECOVER, DEPLOY, RELOAD].map((run) => problem('a check', 'a cause', { run }));

  expect(remedies([left, ...findings], 'staging')).toEqual([RECOVER, DEPLOY]);
});
