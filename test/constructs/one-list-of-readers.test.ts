import * as v from 'valibot';
import { auditContext } from '../../lib/audit/audit-context';
import { readerArns } from '../../lib/audit/principals';
import { SIMULATED } from '../simulation/support/simulated-environment';
import { DEPLOYED, resolved } from '../support/resolve-intrinsics';
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

const SETTINGS = { trail: { mode: 'create' }, subscriptions: [], maxReadsPerHour: 20, dashboard: false } as const;

describe('the list of readers', () => {
  let resources: Resources;
  let alertList: readonly string[];
  beforeEach(() => {
    resources = resourcesOf(SIMULATED);
    alertList = readerArns(auditContext(DEPLOYED, SIMULATED, SETTINGS, {}).readers);
  });

  const propertiesOf = (type: string) => resolved(resources, theOnly(resources, type)[1].Properties);

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
