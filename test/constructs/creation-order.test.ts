import { createdBefore } from '../support/dependency-graph';
import { ADOPTED, DESTROYED, RETAINED } from '../support/sample-environments';
import { ofType, type Resources, resourcesOf, theOnly } from '../support/synthesized';

/** Logical ids, by the part that a construct plays. */
function parts(resources: Resources) {
  const idOf = (type: string) => theOnly(resources, type)[0];
  const policiesWith = (text: string) =>
    Object.entries(ofType(resources, 'AWS::IAM::Policy'))
      .filter(([, { Properties }]) => JSON.stringify(Properties).includes(text))
      .map(([id]) => id);
  return {
    roles: () => Object.keys(ofType(resources, 'AWS::IAM::Role')),
    policies: () => Object.keys(ofType(resources, 'AWS::IAM::Policy')),
    earlyPolicies: () => [...policiesWith('logs:PutLogEvents'), ...policiesWith('secretsmanager:DescribeSecret')],
    valuePolicies: () => policiesWith('secretsmanager:GetSecretValue'),
    logGroup: () => idOf('AWS::Logs::LogGroup'),
    keeper: () => idOf('AWS::Lambda::Function'),
    reservation: () => idOf('Custom::SecretNameReservation'),
    secret: () => idOf('AWS::SecretsManager::Secret'),
    seed: () => idOf('Custom::SecretSeed'),
  };
}

describe.each([
  ['a retained environment', RETAINED],
  ['a destroyed environment', DESTROYED],
  ['an adopted secret', ADOPTED],
])('creation order of %s', (_, environment) => {
  let resources: Resources;
  let the: ReturnType<typeof parts>;
  beforeEach(() => {
    resources = resourcesOf(environment);
    the = parts(resources);
  });

  test('has no cycle', () => {
    expect(Object.keys(resources).filter((id) => createdBefore(resources, id).has(id))).toEqual([]);
  });

  test('roles wait for nothing', () => {
    expect(the.roles().map((id) => [...createdBefore(resources, id)])).toEqual([[], []]);
  });

  test('every policy waits for a role', () => {
    const withoutRole = the
      .policies()
      .filter((id) => the.roles().every((role) => !createdBefore(resources, id).has(role)));
    expect(withoutRole).toEqual([]);
  });

  test('the early policies wait for no function and no secret', () => {
    for (const id of the.earlyPolicies()) {
      const types = [...createdBefore(resources, id)].map((before) => resources[before]?.Type);
      expect(['AWS::IAM::Role', 'AWS::Logs::LogGroup']).toEqual(expect.arrayContaining(types));
    }
  });

  test('the keeper waits for its role and its log group only', () => {
    const before = [...createdBefore(resources, the.keeper())].map((id) => resources[id]?.Type);
    expect(before.sort()).toEqual(['AWS::IAM::Role', 'AWS::Logs::LogGroup']);
  });

  test('the seed waits for everything else', () => {
    const others = Object.keys(resources).filter((id) => id !== the.seed());
    expect([...createdBefore(resources, the.seed())].sort()).toEqual(others.sort());
  });
});

describe.each([
  ['retained', RETAINED],
  ['destroyed', DESTROYED],
])('creation order around a %s secret', (_, environment) => {
  let resources: Resources;
  let the: ReturnType<typeof parts>;
  beforeEach(() => {
    resources = resourcesOf(environment);
    the = parts(resources);
  });

  test('the reservation waits for the keeper and what it needs to look and to log', () => {
    const before = createdBefore(resources, the.reservation());
    expect([...before]).toEqual(expect.arrayContaining([the.keeper(), ...the.earlyPolicies()]));
    expect(the.earlyPolicies()).toHaveLength(2);
  });

  test('the secret waits for the reservation', () => {
    expect([...createdBefore(resources, the.secret())]).toContain(the.reservation());
  });

  test('both value policies wait for the secret', () => {
    expect(the.valuePolicies().map((id) => createdBefore(resources, id).has(the.secret()))).toEqual([true, true]);
  });
});
