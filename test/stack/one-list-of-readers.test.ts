import * as v from 'valibot';
import { DEPLOYED } from '../../lib/review/simulation/place';
import { NAMED, SIMULATED } from '../simulation/support/simulated-environment';
import { resolved } from '../support/resolve-intrinsics';
import { ofType, type Resources, resourcesOf, theOnly } from '../support/synthesized';

const ON_PRINCIPALS = v.object({ 'aws:PrincipalArn': v.array(v.string()) });
const statements = <T extends v.GenericSchema>(statement: T) => v.object({ Statement: v.array(statement) });
const denySchema = v.object({
  ResourcePolicy: statements(v.object({ Condition: v.object({ ArnNotEquals: ON_PRINCIPALS }) })),
});
const keySchema = v.object({
  KeyPolicy: statements(
    v.object({ Sid: v.string(), Condition: v.optional(v.object({ ArnEquals: v.optional(ON_PRINCIPALS) })) }),
  ),
});
const grantSchema = v.object({ Roles: v.array(v.string()), PolicyDocument: v.unknown() });

const issuerSchema = v.object({
  detail: v.object({
    userIdentity: v.object({
      sessionContext: v.object({ sessionIssuer: v.object({ arn: v.array(v.unknown()) }) }),
    }),
  }),
});
const exceptSchema = v.object({ 'anything-but': v.array(v.string()) });

/** Who raises no alert by reading, by the rule in the template. */
function listOfTheAlert(resources: Resources): readonly string[] {
  const lists = Object.values(ofType(resources, 'AWS::Events::Rule'))
    .filter(({ Properties }) => Properties['Name'] === 'sample-audit-value-read')
    .map(({ Properties }) => v.parse(issuerSchema, resolved(resources, Properties['EventPattern'])))
    .flatMap(({ detail }) => detail.userIdentity.sessionContext.sessionIssuer.arn)
    .filter((matcher) => v.is(exceptSchema, matcher))
    .map((matcher) => matcher['anything-but']);
  expect(lists).toHaveLength(1);
  return lists.flat();
}

/** Who raises no alert by reading, by the filter in the template. */
function listOfTheFilter(resources: Resources): readonly string[] {
  const filters = Object.values(ofType(resources, 'AWS::Logs::MetricFilter'))
    .filter(({ Properties }) => Properties['FilterName'] === 'sample-audit-value-read')
    .map(({ Properties }) => v.parse(v.string(), resolved(resources, Properties['FilterPattern'])));
  expect(filters).toHaveLength(1);
  return filters.flatMap((pattern) => [...pattern.matchAll(/arn:aws:iam::[^"\s]+:role\/[^"\s]+/g)].map(([arn]) => arn));
}

describe('the list of readers', () => {
  let resources: Resources;
  let alertList: readonly string[];
  beforeEach(() => {
    resources = resourcesOf(SIMULATED);
    alertList = listOfTheAlert(resources);
  });

  const propertiesOf = (type: string) => resolved(resources, theOnly(resources, type)[1].Properties);

  test('of the alerts is the stack’s roles and those that the row names', () => {
    const ofStack = ['sample-instance-role', 'sample-secret-keeper-role'];
    const own = ofStack.map((role) => `arn:aws:iam::${DEPLOYED.account}:role/${role}`);
    expect(alertList).toEqual([...own, NAMED.breakGlass, NAMED.oldRole]);
  });

  test('of the alerts is that of the log path', () => {
    expect(listOfTheFilter(resources)).toEqual(alertList);
  });

  test('of the alerts is that of the deny', () => {
    const { ResourcePolicy } = v.parse(denySchema, propertiesOf('AWS::SecretsManager::ResourcePolicy'));
    expect(ResourcePolicy.Statement.map(({ Condition }) => Condition.ArnNotEquals['aws:PrincipalArn'])).toEqual([
      alertList,
    ]);
  });

  test('of the alerts is that of the key', () => {
    const { KeyPolicy } = v.parse(keySchema, propertiesOf('AWS::KMS::Key'));
    const readers = KeyPolicy.Statement.find(({ Sid }) => Sid === 'ReadersDecrypt');
    expect(readers?.Condition?.ArnEquals?.['aws:PrincipalArn']).toEqual(alertList);
  });

  test('begins with the roles that the stack lets read, and there are no others', () => {
    const grants = Object.values(ofType(resources, 'AWS::IAM::Policy'))
      .map(({ Properties }) => v.parse(grantSchema, resolved(resources, Properties)))
      .filter(({ PolicyDocument }) => JSON.stringify(PolicyDocument).includes('secretsmanager:GetSecretValue'));
    expect(grants.flatMap(({ Roles }) => Roles).map((role) => `arn:aws:iam::${DEPLOYED.account}:role/${role}`)).toEqual(
      alertList.slice(0, 2),
    );
  });
});
