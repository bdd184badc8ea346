import { isDeepStrictEqual } from 'node:util';
import {
  ECSClient,
  type ExpressGatewayContainer,
  type ExpressGatewayServiceConfiguration,
  UpdateExpressGatewayServiceCommand,
  type UpdateExpressGatewayServiceRequest,
} from '@aws-sdk/client-ecs';
import { taskFamily } from '../../environments/express-service';
import { OperatorError } from '../operator-error';
import { type ClientOptions, client } from './client-options';
import { revisionId } from './ecs-deployments';
import { hadNoEffect, serviceError } from './service-error';

/** The variable that a reload changes: ECS has no call that starts new tasks and changes nothing. */
const RELOADED_AT = 'SECRETS_RELOADED_AT';

/** Settings that no reload may change; ECS itself adds security groups to the network's. */
const KEPT = ['cpu', 'executionRoleArn', 'healthCheckPath', 'memory', 'scalingTarget', 'taskRoleArn'] as const;

/**
 * Asks for a deployment of a service as it runs, with one variable changed, once; gives the id of the revision that it deploys,
 * undefined where no answer came. No role is sent, which would alert as given away, and no other setting.
 * @param active its active configurations.
 * @throws OperatorError where what runs is not known so exactly that nothing else would change, or where something does.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateExpressGatewayService.html
 */
export async function reloadTasks(
  { name, arn, active }: { name: string; arn: string; active: readonly ExpressGatewayServiceConfiguration[] },
  now: Date,
  options: ClientOptions,
): Promise<string | undefined> {
  const [running, ...others] = active;
  if (running === undefined || others.length > 0) {
    throw new OperatorError({
      rule: 'busy',
      reason: `${name} has ${active.length} active configurations, so which of them to go on with is not known`,
      next: 'wait until no deployment is under way, and try again',
    });
  }
  const primaryContainer = reloaded(containerOf(name, running), now);
  const target = await updated(name, { serviceArn: arn, primaryContainer }, options);
  const changed = KEPT.filter(
    (setting) => target?.[setting] !== undefined && !isDeepStrictEqual(target[setting], running[setting]),
  );
  if (changed.length > 0) {
    throw new OperatorError({
      rule: 'changed-more',
      reason: `the deployment of ${name} has begun, and ECS changes ${changed.join(', ')} with it, for which nobody asked`,
      next: 'look at the service in the ECS console, and put back what it was',
    });
  }
  return revisionId(target?.serviceRevisionArn);
}

/** @throws OperatorError where Express Mode does not keep the task definition. */
function containerOf(
  name: string,
  { primaryContainer, taskDefinitionArn }: ExpressGatewayServiceConfiguration,
): ExpressGatewayContainer {
  const family = taskDefinitionArn?.split('/').at(-1)?.split(':')[0];
  if (primaryContainer === undefined || (family !== undefined && family !== taskFamily(name))) {
    throw new OperatorError({
      rule: 'own-task-definition',
      reason: `${name} runs a task definition that Express Mode does not keep (${family ?? 'not named'}), which an update of the container would replace`,
      next: `register a revision of it in which the variable ${RELOADED_AT} is changed, and give it to aws ecs update-express-gateway-service --task-definition-arn`,
    });
  }
  return primaryContainer;
}

/** All of the container: an update replaces it. */
function reloaded(container: ExpressGatewayContainer, now: Date): ExpressGatewayContainer {
  const rest = (container.environment ?? []).filter((variable) => variable.name !== RELOADED_AT);
  return { ...container, environment: [...rest, { name: RELOADED_AT, value: now.toISOString() }] };
}

/** The configuration that the service gets; undefined where no answer came. */
async function updated(
  name: string,
  request: UpdateExpressGatewayServiceRequest,
  options: ClientOptions,
): Promise<ExpressGatewayServiceConfiguration | undefined> {
  const ecs = await client((settings) => new ECSClient(settings), options, { attempts: 1 });
  try {
    const { service } = await ecs.send(new UpdateExpressGatewayServiceCommand(request));
    return service?.targetConfiguration;
  } catch (error) {
    if (hadNoEffect(error)) {
      const permissions = 'ecs:UpdateExpressGatewayService, ecs:RegisterTaskDefinition and iam:PassRole';
      throw serviceError(error, `starting a deployment of ${name}`, `${permissions}, each of what belongs to ${name}`);
    }
    return undefined;
  }
}
