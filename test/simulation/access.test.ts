import { EXPECTED_ACCESS } from '../../lib/access/expected-access';
import type { ExpectedRow, Target } from '../../lib/access/expected-row';
import { ADMINISTRATORS, EVERYONE } from '../../lib/access/who';
import { requestsOf } from '../../lib/review/simulation/requests';
import { ADOPTED } from '../support/sample-environments';
import { resourcesOf } from '../support/synthesized';
import { deviations } from './support/deviations';
import { SIMULATED } from './support/simulated-environment';

/** The rows about everything but `targets`. */
function without(...targets: readonly Target[]): readonly ExpectedRow[] {
  return EXPECTED_ACCESS.filter(({ on }) => !on.some((target) => targets.includes(target)));
}

/** What only the keeper of an adopted secret may: look for a foreign policy, on this secret. */
const SEEING_THE_POLICY: ExpectedRow = {
  what: 'see the secret’s policy',
  on: ['secret'],
  actions: ['secretsmanager:GetResourcePolicy'],
  allowed: ['keeper', ...ADMINISTRATORS],
};

test('I4: the synthesised policies let everyone do exactly what the table says', async () => {
  expect(await deviations(resourcesOf(SIMULATED), EXPECTED_ACCESS)).toEqual([]);
});

test('the table asks for every action of Secrets Manager and KMS on the secret and on the key', async () => {
  const asked = (await Promise.all(EXPECTED_ACCESS.map((row) => requestsOf(row, EXPECTED_ACCESS)))).flat();
  const actionsOn = (target: Target) => new Set(asked.filter(({ on }) => on === target).map(({ action }) => action));
  expect(actionsOn('secret')).toContain('secretsmanager:DeleteResourcePolicy');
  expect(actionsOn('secret').size).toBeGreaterThanOrEqual(20);
  expect(actionsOn('key')).toContain('kms:ReplicateKey');
  expect(actionsOn('key').size).toBeGreaterThanOrEqual(45);
});

test('under the AWS-managed key the rest of the table holds', async () => {
  const resources = resourcesOf({ ...SIMULATED, encryption: 'aws-managed' });
  expect(await deviations(resources, without('key'))).toEqual([]);
});

test('for an adopted secret the rest of the table holds, and its keeper sees the secret’s policy', async () => {
  const { breakGlassRoleArns, transitionReaders, operatorRoleArns } = SIMULATED;
  const { arn } = { arn: '', ...ADOPTED.secret };
  const secret = { mode: 'adopt', arn, seedOnAdopt: false } as const;
  const resources = resourcesOf({ ...ADOPTED, secret, breakGlassRoleArns, transitionReaders, operatorRoleArns });
  expect(await deviations(resources, [...without('key'), SEEING_THE_POLICY])).toEqual([]);
});

test('where the row lists no operators, everyone whom IAM lets invoke the keeper can', async () => {
  const invoking = EXPECTED_ACCESS.filter(({ actions }) => JSON.stringify(actions).includes('lambda:InvokeFunction"'));
  const { operatorRoleArns: _, ...unlisted } = SIMULATED;
  const open = invoking.map(({ denied: __, ...row }) => ({
    ...row,
    allowed: EVERYONE.filter((who) => !['app', 'keeper', 'old role', 'other account', 'unsigned'].includes(who)),
  }));
  expect(invoking).toHaveLength(1);
  expect(await deviations(resourcesOf(unlisted), open)).toEqual([]);
});
