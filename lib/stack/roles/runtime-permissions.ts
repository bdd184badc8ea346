import { type Place, regionalArn, roleArn } from '../../environments/arn';
import { expressArns } from '../../environments/express-service';
import { resourceNames } from '../../environments/names';
import type { Environment, RuntimeKind } from '../../environments/row';
import type { Permission } from '../iam/permission';

/** What people may do with a runtime. */
interface RuntimePermissions {
  /** To find the service, to see its deployments, and to start one. */
  reload(place: Place, environment: Environment): readonly Permission[];
  /** ARNs of the log groups of the service. */
  logGroups(place: Place, environment: Environment): readonly string[];
  /** To see beside that which role it runs with. */
  examine(place: Place, environment: Environment): readonly Permission[];
}

/** The actions by which a reload changes something. */
export const STARTS_TASKS: ReadonlySet<string> = new Set([
  'apprunner:StartDeployment',
  'ecs:RegisterTaskDefinition',
  'ecs:UpdateExpressGatewayService',
  'iam:PassRole',
]);

/** By runtime. */
export const RUNTIME_PERMISSIONS: Readonly<Record<RuntimeKind, RuntimePermissions>> = {
  'app-runner': {
    reload: (place, { service }) => [
      // Has no resource of its own (Service Authorization Reference, AWS App Runner).
      { sid: 'FindService', actions: ['apprunner:ListServices'], resources: ['*'] },
      {
        sid: 'ReloadService',
        actions: ['apprunner:ListOperations', 'apprunner:StartDeployment'],
        resources: [appRunnerArn(place, service)],
      },
    ],
    logGroups: (place, { service }) => [regionalArn(place, 'logs', `log-group:/aws/apprunner/${service}/*`)],
    examine: (place, { service }) => [
      { sid: 'SeeService', actions: ['apprunner:DescribeService'], resources: [appRunnerArn(place, service)] },
    ],
  },
  'ecs-express': {
    reload: (place, environment) => {
      const { service, taskDefinitions } = expressArns(place, environment.service);
      const { executionRoleArn } = environment;
      return [
        {
          sid: 'ReloadService',
          actions: [
            'ecs:DescribeExpressGatewayService',
            'ecs:DescribeServices',
            'ecs:ListServiceDeployments',
            'ecs:UpdateExpressGatewayService',
          ],
          resources: [service],
        },
        // An update registers a task definition in the name of whoever asked for it, and passes on what runs its tasks:
        // https://github.com/aws-actions/amazon-ecs-deploy-express-service#iam-permissions
        { sid: 'RegisterTasks', actions: ['ecs:RegisterTaskDefinition'], resources: [taskDefinitions] },
        {
          sid: 'PassTaskRoles',
          actions: ['iam:PassRole'],
          resources: [
            roleArn(place, resourceNames(environment).instanceRole),
            ...(executionRoleArn === undefined ? [] : [executionRoleArn]),
          ],
        },
      ];
    },
    logGroups: (place, { service }) => expressArns(place, service).logGroups,
    // Whoever reloads sees it already.
    examine: () => [],
  },
};

/** App Runner appends an id to the service's name. */
function appRunnerArn(place: Place, service: string): string {
  return regionalArn(place, 'apprunner', `service/${service}/*`);
}
