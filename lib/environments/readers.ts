import { type Place, roleArn } from './arn';

/** A role that reads the secret until a running service has its new one. */
export interface TransitionReader {
  /** ARN of the role, with its path. */
  readonly arn: string;
  /** Why it still reads. */
  readonly reason: string;
  /** Last day, as `YYYY-MM-DD`. */
  readonly expires: string;
}

/** What a row says about readers beside the app and the keeper. */
export interface NamedReaders {
  /** ARNs of roles for emergencies, with their paths. */
  readonly breakGlassRoleArns?: readonly string[];
  readonly transitionReaders?: readonly TransitionReader[];
}

/**
 * Who may read the value. One list feeds the role's grant, the deny in the secret's policy and the alerts. ARNs are those of
 * roles with their paths, which is what both `aws:PrincipalArn` and CloudTrail's `sessionIssuer.arn` hold.
 */
export interface SecretReaders {
  readonly appRoleArn: string;
  readonly keeperRoleArn: string;
  readonly breakGlassRoleArns: readonly string[];
  readonly transitionReaders: readonly TransitionReader[];
}

/** The readers of a secret whose roles have these names. */
export function secretReaders(
  place: Place,
  roles: { readonly instanceRole: string; readonly keeperRole: string },
  { breakGlassRoleArns = [], transitionReaders = [] }: NamedReaders,
): SecretReaders {
  return {
    appRoleArn: roleArn(place, roles.instanceRole),
    keeperRoleArn: roleArn(place, roles.keeperRole),
    breakGlassRoleArns,
    transitionReaders,
  };
}

/** ARNs of all roles that may read the value. */
export function readerArns(readers: SecretReaders): readonly string[] {
  return [
    readers.appRoleArn,
    readers.keeperRoleArn,
    ...readers.breakGlassRoleArns,
    ...readers.transitionReaders.map(({ arn }) => arn),
  ];
}

/**
 * ARN of the role with which CloudFormation deploys. The CDK's bootstrap makes it, by this name unless told otherwise.
 * @see https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-env.html
 */
export function deploymentRoleArn(place: Place): string {
  return roleArn(place, `cdk-hnb659fds-cfn-exec-role-${place.account}-${place.region}`);
}
