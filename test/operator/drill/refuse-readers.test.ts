import type { Environment } from '../../../lib/environments/row';
import { environmentNamed } from '../../../lib/environments/rows';
import { refuseReaders } from '../../../lib/operator/drill/refuse-readers';

const ACCOUNT = '111122223333';
const row: Environment = {
  ...environmentNamed('staging'),
  account: ACCOUNT,
  breakGlassRoleArns: [`arn:aws:iam::${ACCOUNT}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_BreakGlass_0123`],
  transitionReaders: [{ arn: `arn:aws:iam::${ACCOUNT}:role/old/terraform`, reason: 'moves', expires: '2999-12-31' }],
};
const session = (role: string) => `arn:aws:sts::${ACCOUNT}:assumed-role/${role}/somebody`;
const drilledBy =
  (arn: string, account = ACCOUNT) =>
  () =>
    refuseReaders({ account, arn }, row);

test.each([
  ['the app', 'staging-kaizencoach-instance-role'],
  ['the keeper', 'staging-kaizencoach-secret-keeper-role'],
  ['break-glass, whose session names no path', 'AWSReservedSSO_BreakGlass_0123'],
  ['the old role', 'terraform'],
])('%s reads, and does not drill', (_, role) => {
  expect(drilledBy(session(role))).toThrow(/may read the value of staging/);
});

test('whoever is no reader drills: a role, an IAM user, the root user', () => {
  const callers = [session('developer'), `arn:aws:iam::${ACCOUNT}:user/somebody`, `arn:aws:iam::${ACCOUNT}:root`];
  for (const arn of callers) {
    expect(drilledBy(arn)).not.toThrow();
  }
});

test('another account than the row pins is not drilled', () => {
  expect(drilledBy(session('developer'), '444455556666')).toThrow(
    'this is the account 444455556666; the row of staging says 111122223333',
  );
});
