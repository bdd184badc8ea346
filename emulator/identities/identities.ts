import { resourceNames } from '../../lib/environments/names';
import { type Environment, REGION } from '../../lib/environments/row';
import { EMULATOR_ACCOUNT } from '../client-environment';

/** A kind of principal that one can be on the local AWS. */
export interface Identity {
  /** Role, as `path/name`. */
  readonly role: string;
  /** Absent for the roles that the stack makes. */
  readonly grants?: {
    readonly managedPolicyArns?: readonly string[];
    readonly statements?: readonly object[];
  };
  /** For the list of kinds. */
  readonly meaning: string;
}

const managed = (name: string) => `arn:aws:iam::aws:policy/${name}`;
const ownPolicy = (name: string) => `arn:aws:iam::${EMULATOR_ACCOUNT}:policy/${name}`;

/** Who the kinds are around `environment`. */
export function identities(environment: Environment) {
  const names = resourceNames(environment);
  return {
    app: { role: names.instanceRole, meaning: 'the running app: its instance role, as App Runner gives it' },
    keeper: { role: names.keeperRole, meaning: 'the keeper’s function: its role, as Lambda gives it' },
    operator: {
      role: 'people/local-operator',
      grants: { managedPolicyArns: [ownPolicy(names.operatorPolicy)] },
      meaning: 'a person with the operator policy of the stack',
    },
    doctor: {
      role: 'people/local-doctor',
      grants: { managedPolicyArns: [ownPolicy(names.operatorPolicy), ownPolicy(names.doctorPolicy)] },
      meaning: 'an operator who may also examine: the doctor policy as well',
    },
    driller: {
      role: 'people/local-driller',
      grants: { managedPolicyArns: [ownPolicy(names.doctorPolicy), ownPolicy(names.drillerPolicy)] },
      meaning: 'who drills the alerts: the doctor policy and the driller policy, and no operator',
    },
    reviewer: {
      role: 'people/local-reviewer',
      grants: { managedPolicyArns: [ownPolicy(names.reviewerPolicy)] },
      meaning: 'a pipeline that compares the code with what runs: the reviewer policy of the stack',
    },
    'other-operator': {
      role: 'people/local-other-operator',
      grants: { managedPolicyArns: [ownPolicy(names.operatorPolicy)] },
      meaning: 'somebody with the operator policy whom no row lists',
    },
    admin: {
      role: 'people/local-admin',
      grants: { managedPolicyArns: [managed('AdministratorAccess')] },
      meaning: 'AdministratorAccess, of no list',
    },
    'break-glass': {
      role: 'people/local-break-glass',
      grants: { managedPolicyArns: [managed('AdministratorAccess')] },
      meaning: 'AdministratorAccess; reads the value where the row lists it among breakGlassRoleArns',
    },
    'power-user': {
      role: 'people/local-power-user',
      grants: { managedPolicyArns: [managed('PowerUserAccess')] },
      meaning: 'PowerUserAccess',
    },
    deployer: {
      role: 'people/local-deployer',
      grants: {
        statements: [
          {
            Effect: 'Allow',
            Action: 'sts:AssumeRole',
            Resource: `arn:aws:iam::${EMULATOR_ACCOUNT}:role/cdk-hnb659fds-*-${EMULATOR_ACCOUNT}-${REGION}`,
          },
        ],
      },
      meaning: 'who runs cdk deploy: may take on the roles of the bootstrap, and nothing else',
    },
    deployment: {
      role: `cdk-hnb659fds-cfn-exec-role-${EMULATOR_ACCOUNT}-${REGION}`,
      meaning: 'CloudFormation: the role with which it deploys',
    },
    'old-role': {
      role: 'people/local-old-role',
      grants: {
        statements: [{ Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: '*' }],
      },
      meaning: 'the role of a service before this stack; reads where the row lists it among transitionReaders',
    },
    stranger: { role: 'people/local-stranger', grants: {}, meaning: 'a role of the account without a policy' },
  } as const satisfies Record<string, Identity>;
}

/** Name of a kind. */
export type Kind = keyof ReturnType<typeof identities>;

/** ARN of an identity's role, with its path. */
export function roleArnOf({ role }: Identity): string {
  return `arn:aws:iam::${EMULATOR_ACCOUNT}:role/${role}`;
}
