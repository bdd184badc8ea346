import { resourceNames } from '../../lib/environments/names';
import { checkDenyList, checkRole } from '../../lib/operator/doctor/check-role';
import { BACK } from '../operator/support/healthy-inspection';
import { resolved } from '../support/resolve-intrinsics';
import { DESTROYED, ON_ECS } from '../support/sample-environments';
import { ofType, resourcesOf, theOnly } from '../support/synthesized';

const ENVIRONMENTS = [DESTROYED, ON_ECS].map((environment) => ({ environment, resources: resourcesOf(environment) }));

test.each(ENVIRONMENTS)(
  'the policies that the stack makes are read, and all is well: %#',
  ({ environment, resources }) => {
    const name = resourceNames(environment).instanceRole;
    const [role] = Object.values(ofType(resources, 'AWS::IAM::Role')).filter(
      ({ Properties }) => Properties['RoleName'] === name,
    );
    const policies = Object.values(ofType(resources, 'AWS::IAM::Policy')).filter(({ Properties }) =>
      JSON.stringify(resolved(resources, Properties['Roles'])).includes(`"${name}"`),
    );
    const [id] = theOnly(resources, 'AWS::SecretsManager::Secret');
    const secretArn = String(resolved(resources, { 'Fn::GetAtt': [id, 'Id'] }));
    const roleArn = `arn:aws:iam::111122223333:role/${name}`;
    const expected = { environment, secretArn, back: BACK };
    const text = (document: unknown) => JSON.stringify(resolved(resources, document));
    const [, resourcePolicy] = theOnly(resources, 'AWS::SecretsManager::ResourcePolicy');
    const found = {
      arn: roleArn,
      trust: text(role?.Properties['AssumeRolePolicyDocument']),
      policies: policies.map(({ Properties }) => text(Properties['PolicyDocument'])),
      hasBoundary: false,
    };

    expect(
      [
        ...checkRole(found, expected),
        checkDenyList(text(resourcePolicy.Properties['ResourcePolicy']), roleArn, expected),
      ].map(({ verdict, cause }) => `${verdict}: ${cause}`),
    ).toEqual([
      expect.stringMatching(/^ok: .* trusts /),
      expect.stringMatching(/^ok: a policy of .* allows/),
      'ok: its deny list spares the app’s role',
    ]);
  },
);
