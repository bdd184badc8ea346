import {
  DescribeExpressGatewayServiceCommand,
  DescribeServicesCommand,
  ECSClient,
  type ECSExpressGatewayService,
} from '@aws-sdk/client-ecs';
import { CLUSTER } from '../../environments/express-service';
import { OperatorError } from '../operator-error';
import { type AppService, newestFirst } from './app-service';
import { type ClientOptions, client } from './client-options';
import { reloadTasks } from './ecs-deploy';
import { serviceDeployments } from './ecs-deployments';
import { isNamed, serviceError } from './service-error';

/** What Express Mode puts before the names of log streams unless it is told something else. */
const STREAM_PREFIX = 'ecs';

/**
 * The service of that name that ECS Express Mode runs; undefined where there is none.
 * @throws OperatorError where Express Mode does not run the service of that name.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeExpressGatewayService.html
 */
export async function expressService(name: string, options: ClientOptions): Promise<AppService | undefined> {
  const ecs = await client((settings) => new ECSClient(settings), options);
  const arn = await find(ecs, name);
  if (arn === undefined) {
    return undefined;
  }
  const { status: { statusCode: status = 'unknown' } = {}, activeConfigurations: active = [] } = await described(
    ecs,
    arn,
  );
  const [newest] = newestFirst(active, ({ createdAt }) => createdAt);
  const { logGroup, logStreamPrefix = STREAM_PREFIX } = newest?.primaryContainer?.awsLogsConfiguration ?? {};
  return {
    name,
    runtime: 'ECS',
    status,
    ...(status === 'ACTIVE'
      ? {}
      : { notNow: { reason: `${name} does not run (${status})`, next: 'look at the service in the ECS console' } }),
    ...(logGroup === undefined ? {} : { appLog: { name: logGroup, streamPrefix: `${logStreamPrefix}/` } }),
    listing: `aws ecs list-service-deployments --cluster ${CLUSTER} --service ${name}`,
    deployments: () => serviceDeployments(ecs, arn),
    deploy: (now) => reloadTasks({ name, arn, active }, now, options),
    roleArn: async () => newest?.taskRoleArn,
  };
}

async function find(ecs: ECSClient, name: string): Promise<string | undefined> {
  const what = 'looking for the ECS service';
  try {
    const answer = await ecs.send(new DescribeServicesCommand({ cluster: CLUSTER, services: [name] }));
    const { services: [found] = [], failures: [failure] = [] } = answer;
    if (failure !== undefined && failure.reason !== 'MISSING') {
      throw new OperatorError({
        rule: 'service-fault',
        reason: `${what}: ECS does not tell of ${name} (${failure.reason ?? 'no reason'})`,
        next: 'try again in a minute',
      });
    }
    if (found === undefined || found.status === 'INACTIVE') {
      return undefined;
    }
    if (found.resourceManagementType !== 'ECS') {
      throw new OperatorError({
        rule: 'not-express',
        reason: `${name} is a service of ECS that Express Mode does not run`,
        next: 'name the service that Express Mode runs in the environment’s row, and deploy',
      });
    }
    return found.serviceArn;
  } catch (error) {
    if (isNamed(error, 'ClusterNotFoundException')) {
      return undefined;
    }
    throw serviceError(error, what, `ecs:DescribeServices on ${name}`);
  }
}

async function described(ecs: ECSClient, serviceArn: string): Promise<ECSExpressGatewayService> {
  try {
    const { service = {} } = await ecs.send(new DescribeExpressGatewayServiceCommand({ serviceArn }));
    return service;
  } catch (error) {
    throw serviceError(
      error,
      'looking at the ECS Express service',
      `ecs:DescribeExpressGatewayService on ${serviceArn}`,
    );
  }
}
