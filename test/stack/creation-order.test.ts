import { createdBefore } from '../support/dependency-graph';
import { ADOPTED, DESTROYED, RETAINED } from '../support/sample-environments';
import { ofType, type Resources, resourcesOf, theOnly, within } from '../support/synthesized';

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
    earlyPolicies: () => [...policiesWith('"SeeRollback"'), ...policiesWith('secretsmanager:DescribeSecret')],
    valuePolicies: () => policiesWith('secretsmanager:GetSecretValue'),
    accessPolicy: () => idOf('AWS::SecretsManager::ResourcePolicy'),
    lookingPolicies: () =>
      Object.keys(ofType(resources, 'AWS::IAM::ManagedPolicy')).filter((id) => /Doctor|Reviewer/.test(id)),
    logGroup: () => theOnly(within(resources, 'SecretKeeper'), 'AWS::Logs::LogGroup')[0],
    keeperRole: () => theOnly(within(resources, 'SecretKeeper'), 'AWS::IAM::Role')[0],
    audit: () => Object.keys(within(resources, 'AccessAudit')),
    key: () => idOf('AWS::KMS::Key'),
    keeper: () => idOf('AWS::Lambda::Function'),
    reservation: () => idOf('Custom::SecretNameReservation'),
    policyCheck: () => idOf('Custom::SecretPolicyCheck'),
    secret: () => idOf('AWS::SecretsManager::Secret'),
    seed: () => idOf('Custom::SecretSeed'),
  };
}

/** Logical ids of what is created after `id`. */
/** What holds patterns. */
const PATTERNS = ['AWS::Events::Rule', 'AWS::Logs::MetricFilter'];

/** The rules and filters that look for the secret by its complete ARN. */
function namingSecret(resources: Resources, the: ReturnType<typeof parts>): string[] {
  const secrets = Object.keys(ofType(resources, 'AWS::SecretsManager::Secret'));
  return the.audit().filter((id) => {
    const { Type = '', Properties } = resources[id] ?? {};
    return PATTERNS.includes(Type) && secrets.some((secret) => JSON.stringify(Properties).includes(`"${secret}"`));
  });
}

function createdAfter(resources: Resources, id: string): string[] {
  return Object.keys(resources).filter((other) => createdBefore(resources, other).has(id));
}

/** What a request needs that is made of the keeper before anything about the secret changes. */
function whatLooksAtTheSecret(the: ReturnType<typeof parts>): string[] {
  return [the.keeper(), the.keeperRole(), the.logGroup(), ...the.earlyPolicies()].sort();
}

describe.each([
  ['a retained environment', RETAINED],
  ['a retained environment with operators', { ...RETAINED, operatorRoleArns: [] }],
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
    const before = the.roles().map((id) => [...createdBefore(resources, id)]);
    expect(before).toEqual(Array(environment.audit.trail.mode === 'create' ? 3 : 2).fill([]));
  });

  test('every policy waits for a role', () => {
    const withoutRole = the
      .policies()
      .filter((id) => the.roles().every((role) => !createdBefore(resources, id).has(role)));
    expect(withoutRole).toEqual([]);
  });

  test('the early policies wait for no function and no secret', () => {
    expect(the.earlyPolicies()).toHaveLength(2);
    for (const id of the.earlyPolicies()) {
      const types = [...createdBefore(resources, id)].map((before) => resources[before]?.Type);
      expect(['AWS::IAM::Role', 'AWS::Logs::LogGroup']).toEqual(expect.arrayContaining(types));
    }
  });

  test('the keeper waits for its role and its log group only', () => {
    const before = [...createdBefore(resources, the.keeper())].map((id) => resources[id]?.Type);
    expect(before.sort()).toEqual(['AWS::IAM::Role', 'AWS::Logs::LogGroup']);
  });

  test('the audit waits for nothing about the secret and its keeper, but what looks for the secret by its complete ARN', () => {
    const others = Object.keys(resources).filter((id) => !the.audit().includes(id) && !id.startsWith('EncryptionKey'));
    const naming = namingSecret(resources, the);
    const before = the
      .audit()
      .filter((id) => !naming.includes(id))
      .flatMap((id) => [...createdBefore(resources, id)]);
    expect(others.filter((id) => before.includes(id))).toEqual([]);
    // They cost nothing: the secret has no value before the seed, which waits for them too.
    expect(naming.every((id) => createdBefore(resources, the.seed()).has(id))).toBe(true);
  });

  test('the seed waits for everything else: policies, key and audit as well', () => {
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

  test('the reservation waits for the keeper and what it needs to look and to log, and for nothing else', () => {
    expect([...createdBefore(resources, the.reservation())].sort()).toEqual(whatLooksAtTheSecret(the));
  });

  test('the secret and all that names it wait for the reservation, and nothing else does', () => {
    const waiting = [the.secret(), ...the.valuePolicies(), the.accessPolicy(), ...the.lookingPolicies(), the.seed()];
    const all = [...waiting, ...namingSecret(resources, the)];
    expect(createdAfter(resources, the.reservation()).sort()).toEqual(all.sort());
  });

  test('both value policies wait for the secret', () => {
    expect(the.valuePolicies().map((id) => createdBefore(resources, id).has(the.secret()))).toEqual([true, true]);
  });
});

test('the key waits for nothing, and the secret waits for the key', () => {
  const resources = resourcesOf(RETAINED);
  const the = parts(resources);
  expect([...createdBefore(resources, the.key())]).toEqual([]);
  expect([...createdBefore(resources, the.secret())]).toContain(the.key());
});

describe('creation order around an adopted secret', () => {
  let resources: Resources;
  let the: ReturnType<typeof parts>;
  beforeEach(() => {
    resources = resourcesOf(ADOPTED);
    the = parts(resources);
  });

  test('the check for a foreign policy waits for what it needs to look and to log, and for nothing else', () => {
    expect([...createdBefore(resources, the.policyCheck())].sort()).toEqual(whatLooksAtTheSecret(the));
  });

  test('all that concerns the secret waits for the check', () => {
    const waiting = [...the.valuePolicies(), the.accessPolicy(), the.seed()];
    expect(the.valuePolicies()).toHaveLength(2);
    expect(createdAfter(resources, the.policyCheck()).sort()).toEqual(waiting.sort());
  });
});
