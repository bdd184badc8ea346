import { environmentNamed } from '../../../lib/environments/rows';
import { examine } from '../../../lib/operator/doctor/examine';
import type { Finding } from '../../../lib/operator/doctor/finding';
import { remedies } from '../../../lib/operator/doctor/remedies';
import { OperatorError } from '../../../lib/operator/operator-error';
import type { Role } from '../../../lib/operator/services/inspect-role';
import type { Inspection } from '../../../lib/operator/services/inspection';
import { aStatus, fakeContext } from '../support/fake-context';
import { HEALTHY, notAllowed, SECRET } from '../support/healthy-inspection';

const staging = environmentNamed('staging');
const adopting = { ...staging, secret: { mode: 'adopt', arn: SECRET, seedOnAdopt: true } } as const;
const DEPLOY = 'npx cdk deploy StagingStack';
const REVERT = `${DEPLOY} --revert-drift`;

const SECRET_ITSELF = 'the secret';
const PERMISSION = 'permission of the app’s role to read the secret';
const TRUST = 'trust of the app’s role';
const POLICY = 'the secret’s own policy';

async function examined(inspection: Partial<Inspection>, row = staging, status = async () => aStatus()) {
  const context = fakeContext({
    keepers: { staging: { status } },
    services: { inspection: async () => ({ ...HEALTHY, ...inspection }), appService: notAllowed },
  });
  return examine(row, context);
}

/** What is to be done about a check: the command, or the step in words. */
async function asked(check: string, inspection: Partial<Inspection>, row = staging) {
  const finding = (await examined(inspection, row)).find((found) => found.check === check);
  expect(finding?.verdict).toBe('problem' satisfies Finding['verdict']);
  return finding?.command ?? `in words: ${finding?.next}`;
}

const role = (overrides: Partial<Role>) => async (name: string) => {
  const healthy = await HEALTHY.role(name);
  return healthy && { ...healthy, ...overrides };
};
const denied = JSON.stringify({ Statement: { Effect: 'Deny', Principal: '*', Action: '*', Resource: '*' } });

const CHANGED: readonly [string, string, Partial<Inspection>][] = [
  ['the secret was deleted', SECRET_ITSELF, { secret: async () => undefined }],
  ['the role was deleted', PERMISSION, { role: async () => undefined }],
  ['the trust policy is another', TRUST, { role: role({ trust: '{"Statement": []}' }) }],
  [
    'the secret’s policy is another',
    POLICY,
    { secret: async () => ({ arn: SECRET, deleted: false, labels: ['AWSCURRENT'], policy: denied }) },
  ],
];

test.each(CHANGED)(
  '%s: a deployment of the unchanged template does nothing, one that compares does',
  async (_, check, changed) => {
    expect(await asked(check, changed)).toBe(REVERT);
    expect(await asked(check, { ...changed, hasStack: async () => false })).toBe(DEPLOY);
  },
);

test.each(CHANGED)('%s, and whether the stack is there may not be asked: both are told', async (_, check, changed) => {
  expect(await asked(check, { ...changed, hasStack: notAllowed })).toBe(
    `in words: ${REVERT}; where there is no such stack, without that option`,
  );
});

test('an inline policy of the role was deleted: AWS compares none, so no deployment is advised', async () => {
  const changed = { role: role({ policies: [] }) };

  expect(await asked(PERMISSION, changed)).toMatch(/^in words: put it back by hand .*: no deployment compares/);
  expect(await asked(PERMISSION, { ...changed, hasStack: async () => false })).toBe(DEPLOY);
});

test('a secret that the stack did not make comes back by no deployment', async () => {
  expect(await asked(SECRET_ITSELF, { secret: async () => undefined }, adopting)).toMatch(
    /^in words: the row adopts it .*no deployment makes it/,
  );
});

test('a secret without a current version is filled by the keeper', async () => {
  const secret = async () => ({ arn: SECRET, deleted: false, labels: [] });

  expect(await asked(SECRET_ITSELF, { secret })).toBe('npx kaizencoach-secrets seed staging');
});

describe('the keeper is not there', () => {
  const absent = () =>
    Promise.reject(new OperatorError({ rule: 'no-keeper', reason: 'no function', next: `${DEPLOY}, or log in` }));

  test.each<[string, Inspection['hasStack'], string]>([
    ['the stack is: it was deleted', async () => true, REVERT],
    ['nor is the stack', async () => false, DEPLOY],
    ['whether the stack is may not be asked', notAllowed, DEPLOY],
  ])('%s', async (_, hasStack, expected) => {
    const findings = await examined({ hasStack }, staging, absent);

    expect(findings.find(({ check }) => check === 'the keeper')).toMatchObject({ verdict: 'problem' });
    expect(remedies(findings, 'staging')).toEqual([expected]);
  });
});

test('the examples are of a healthy environment', async () => {
  const checks = [SECRET_ITSELF, TRUST, PERMISSION, POLICY];
  const found = (await examined({})).filter(({ check }) => checks.includes(check));

  expect(found.map(({ verdict }) => verdict)).toEqual(checks.map(() => 'ok'));
});
