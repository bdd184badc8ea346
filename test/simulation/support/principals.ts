import { anonymousPrincipal, type SimulationRequestPrincipal } from '@cloud-copilot/iam-simulate';
import type { Who } from '../../../lib/access/who';
import { DEPLOYED } from '../../../lib/review/simulation/place';
import type { Resources } from '../../support/synthesized';
import { type Document, identityPolicies } from './policies';
import { NAMED } from './simulated-environment';

/** Who asks. */
export interface Principal {
  readonly principal: SimulationRequestPrincipal;
  readonly policies: readonly Document[];
  /** What AWS says of the principal in each request. */
  readonly context: Readonly<Record<string, string>>;
}

const ADMINISTRATOR_ACCESS = allow({ Action: '*', Resource: '*' });

/** https://docs.aws.amazon.com/aws-managed-policy/latest/reference/PowerUserAccess.html */
const POWER_USER_ACCESS = {
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', NotAction: ['iam:*', 'organizations:*', 'account:*'], Resource: '*' },
    {
      Effect: 'Allow',
      Action: ['iam:CreateServiceLinkedRole', 'iam:DeleteServiceLinkedRole', 'iam:ListRoles', 'account:ListRegions'],
      Resource: '*',
    },
  ],
};

const regional = (service: string, resource: string) =>
  `arn:aws:${service}:${DEPLOYED.region}:${DEPLOYED.account}:${resource}`;

function allow(statement: { readonly Action: string; readonly Resource: string }): Document {
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] };
}

/** `aws:PrincipalArn` is that of the role, with its path, which the session's ARN lacks. */
function sessionOf(roleArn: string, policies: readonly Document[]): Principal {
  const [, , , , account = '', path = ''] = roleArn.split(':');
  const role = path.slice(path.lastIndexOf('/') + 1);
  return {
    principal: `arn:aws:sts::${account}:assumed-role/${role}/session`,
    policies,
    context: { 'aws:PrincipalArn': roleArn, 'aws:PrincipalAccount': account, 'kms:CallerAccount': account },
  };
}

function self(arn: string, policies: readonly Document[]): Principal {
  const account = DEPLOYED.account;
  return {
    principal: arn,
    policies,
    context: { 'aws:PrincipalArn': arn, 'aws:PrincipalAccount': account, 'kms:CallerAccount': account },
  };
}

/** Everyone, with what the template and their job give them. */
export function principals(resources: Resources): Readonly<Record<Who, Principal>> {
  const iam = `arn:aws:iam::${DEPLOYED.account}`;
  const ofStack = (role: string) => sessionOf(`${iam}:role/${role}`, identityPolicies(resources, role));
  const deployment = `cdk-hnb659fds-cfn-exec-role-${DEPLOYED.account}-${DEPLOYED.region}`;
  return {
    app: ofStack('sample-instance-role'),
    keeper: ofStack('sample-secret-keeper-role'),
    'break-glass': sessionOf(NAMED.breakGlass, [ADMINISTRATOR_ACCESS]),
    'old role': sessionOf(NAMED.oldRole, [
      allow({
        Action: 'secretsmanager:GetSecretValue',
        Resource: regional('secretsmanager', 'secret:sample-app-secrets-*'),
      }),
    ]),
    operator: sessionOf(NAMED.operator, [
      allow({ Action: 'lambda:InvokeFunction', Resource: regional('lambda', 'function:sample-secret-keeper') }),
    ]),
    administrator: sessionOf(`${iam}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Administrator_abcdef`, [
      ADMINISTRATOR_ACCESS,
    ]),
    'power user': self(`${iam}:user/power-user`, [POWER_USER_ACCESS]),
    // Root has no policies, and may do everything that no resource policy denies.
    root: self(`${iam}:root`, [ADMINISTRATOR_ACCESS]),
    deployment: sessionOf(`${iam}:role/${deployment}`, [ADMINISTRATOR_ACCESS]),
    'other account': sessionOf('arn:aws:iam::444455556666:role/administrator', [ADMINISTRATOR_ACCESS]),
    unsigned: { principal: anonymousPrincipal, policies: [], context: {} },
  };
}
