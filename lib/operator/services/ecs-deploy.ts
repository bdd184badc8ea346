import {
  ECSClient,
  type ExpressGatewayContainer,
  type ExpressGatewayServiceConfiguration,
  UpdateExpressGatewayServiceCommand,
} from '@aws-sdk/client-ecs';
import { taskFamily } from '../../environments/express-service';
import { OperatorError } from '../operator-error';
import { type ClientOptions, client } from './client-options';
import { revisionId } from './ecs-deployments';
import { hadNoEffect, serviceError } from './service-error';

/** The variable that a reload changes: ECS has no call that starts new tasks and changes nothing. */
const RELOADED_AT = 'SECRETS_RELOADED_AT';

/**
 * The container as it runs, with one variable changed.
 * @throws OperatorError where what runs is not known so exactly that nothing else would change.
 */
export function reloadedContainer(
  name: string,
  configurations: readonly ExpressGatewayServiceConfiguration[],
  now: Date,
): ExpressGatewayContainer {
  const [only, ...others] = configurations;
  if (only === undefined || others.length > 0) {
    throw new OperatorError({
      rule: 'busy',
      reason: `${name} has ${configurations.length} active configurations, so which of them to go on with is not known`,
      next: 'wait until no deployment is under way, and try again',
    });
  }
  const { primaryContainer: container, taskDefinitionArn } = only;
  const family = taskDefinitionArn?.split('/').at(-1)?.split(':')[0];
  if (container === undefined || (family !== undefined && family !== taskFamily(name))) {
    throw new OperatorError({
      rule: 'own-task-definition',
      reason: `${name} runs a task definition that Express Mode does not keep (${family ?? 'not named'}), which an update of the container would replace`,
      next: `register a revision of it in which the variable ${RELOADED_AT} is changed, and give it to aws ecs update-express-gateway-service --task-definition-arn`,
    });
  }
  const rest = (container.environment ?? []).filter((variable) => variable.name !== RELOADED_AT);
  return { ...container, environment: [...rest, { name: RELOADED_AT, value: now.toISOString() }] };
}

/**
 * Asks for the deployment of a service with this container, once; gives the id of the revision that it deploys, undefined where
 * no answer came. No role is sent: what an update leaves out stays as it is, and a sent role would alert as given away.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateExpressGatewayService.html
 */
export async function startDeployment(
  serviceArn: string,
  primaryContainer: ExpressGatewayContainer,
  options: ClientOptions,
): Promise<string | undefined> {
  const ecs = await client((settings) => new ECSClient(settings), options, { attempts: 1 });
  try {
    const { service } = await ecs.send(new UpdateExpressGatewayServiceCommand({ serviceArn, primaryContainer }));
    return revisionId(service?.targetConfiguration?.serviceRevisionArn);
  } catch (error) {
    if (hadNoEffect(error)) {
      const permissions = 'ecs:UpdateExpressGatewayService, ecs:RegisterTaskDefinition and iam:PassRole';
      throw serviceError(error, 'starting a deployment', `${permissions} for ${serviceArn}`);
    }
    return undefined;
  }
}
