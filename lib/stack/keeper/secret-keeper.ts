import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct, type IDependable } from 'constructs';
import { GENERATED_KEYS } from '../../catalogue/catalogue';
import type { Environment } from '../../environments/row';
import { removalPolicy } from '../removal';
import type { PlaceholderSecret } from '../secret/placeholder-secret';
import { keeperBundle } from './keeper-bundle';
import { KeeperFunction } from './keeper-function';
import { expectedKeyOf, KeeperRequest, seedingOf } from './keeper-request';
import { KeeperRole } from './keeper-role';
import type { KeeperCode } from './kept-bundle';

/** Properties of `SecretKeeper`. */
export interface SecretKeeperProps {
  /** Whose keeper it is. */
  readonly environment: Environment;
  /** What it keeps. */
  readonly secret: PlaceholderSecret;
  /** @default - the keeper, bundled */
  readonly keeperCode?: KeeperCode;
}

/**
 * The only code beside the app that reads or writes the value: a Lambda function, its role, and the requests that
 * CloudFormation makes of it. Those are made to the function directly, so that nothing in between could log them.
 */
export class SecretKeeper extends Construct {
  /** ARN of the keeper's function. */
  readonly functionArn: string;
  /** What must have succeeded before anything about the secret changes. */
  readonly firstChecks: readonly IDependable[] = [];
  private readonly seed: KeeperRequest;

  constructor(scope: Construct, id: string, { environment, secret, keeperCode }: SecretKeeperProps) {
    super(scope, id);
    // No name of its own: a retained group would block the next deployment.
    const logGroup = new LogGroup(this, 'LogGroup', {
      retention: RetentionDays.ONE_YEAR,
      removalPolicy: removalPolicy(environment.removal),
    });
    const keeperRole = new KeeperRole(this, 'Role', { environment, secret, logGroup });
    const { functionArn } = new KeeperFunction(this, 'Function', {
      environment,
      role: keeperRole.role,
      logGroup,
      code: keeperCode ?? keeperBundle(),
    });
    this.functionArn = functionArn;
    const seeding = seedingOf(environment);
    const request = { keeperArn: functionArn, secretName: environment.secretName, seeding };
    if (environment.secret.mode === 'create') {
      // It names no keys, so that a new one in the catalogue does not ask again.
      const reservation = new KeeperRequest(this, 'NameReservation', {
        ...request,
        purpose: 'reserve-name',
        generatedKeys: [],
      });
      reservation.node.addDependency(...keeperRole.earlyPolicies);
      secret.createAfter(reservation);
    }
    if (environment.secret.mode === 'adopt') {
      const check = new KeeperRequest(this, 'PolicyCheck', {
        ...request,
        purpose: 'check-policy',
        expectedKey: expectedKeyOf(environment),
        generatedKeys: [],
      });
      check.node.addDependency(...keeperRole.earlyPolicies);
      keeperRole.keepPolicy.node.addDependency(check);
      this.firstChecks = [check];
    }
    this.seed = new KeeperRequest(this, 'Seed', {
      ...request,
      purpose: 'seed',
      generatedKeys: GENERATED_KEYS.map(({ name }) => name),
    });
    this.seedAfter(secret, ...keeperRole.earlyPolicies, keeperRole.keepPolicy);
  }

  /** Seeds the secret only when `dependencies` are there as well. */
  seedAfter(...dependencies: readonly IDependable[]): void {
    this.seed.node.addDependency(...dependencies);
  }
}
