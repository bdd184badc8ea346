import { type IPrincipal, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { RuntimeKind } from '../environments/row';

/** Who may assume the app's role, by runtime; `account` is the environment's. */
const PRINCIPALS = {
  /**
   * No condition: AWS documents none for instance roles, and an unmet one would keep the app from starting.
   * @see https://docs.aws.amazon.com/apprunner/latest/dg/security_iam_service-with-iam.html
   */
  'app-runner': () => new ServicePrincipal('tasks.apprunner.amazonaws.com'),
  /** @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html */
  'ecs-express': (account: string) =>
    new ServicePrincipal('ecs-tasks.amazonaws.com', { conditions: { StringEquals: { 'aws:SourceAccount': account } } }),
} as const satisfies Record<RuntimeKind, (account: string) => IPrincipal>;

/** The service principal that runs the app. */
export function runtimePrincipal(runtime: RuntimeKind, account: string): IPrincipal {
  return PRINCIPALS[runtime](account);
}
