import { type Place, regionalArn } from './arn';

/** The cluster in which Express Mode makes a service unless it is told another; this project knows no other. */
export const CLUSTER = 'default';

/**
 * ARNs of what ECS Express Mode makes for the service called `service`; it ends the name of the log group in a hyphen and
 * four characters of its own. The names of log group and task definitions are documented nowhere, but seen in the field.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/express-service-work.html
 */
export function expressArns(
  place: Place,
  service: string,
): { readonly service: string; readonly taskDefinitions: string; readonly logGroups: readonly string[] } {
  const logGroup = regionalArn(place, 'logs', `log-group:/aws/ecs/${CLUSTER}/${service}-????`);
  return {
    service: regionalArn(place, 'ecs', `service/${CLUSTER}/${service}`),
    taskDefinitions: regionalArn(place, 'ecs', `task-definition/${taskFamily(service)}:*`),
    logGroups: [logGroup, `${logGroup}:*`],
  };
}

/** Family of the task definitions that Express Mode registers for a service. */
export function taskFamily(service: string): string {
  return `${CLUSTER}-${service}`;
}
