import {
  type ECSClient,
  ListServiceDeploymentsCommand,
  type ServiceDeploymentBrief,
  type ServiceDeploymentStatus,
} from '@aws-sdk/client-ecs';
import { type Deployment, newestFirst, type Outcome } from './app-service';
import { serviceError } from './service-error';

/** Most that one answer holds. */
const PAGE = 100;
/** ECS lists the deployments of 90 days. */
const MOST_PAGES = 10;

/** @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceDeploymentBrief.html */
const OUTCOMES: Readonly<Record<ServiceDeploymentStatus, Outcome>> = {
  PENDING: 'under way',
  IN_PROGRESS: 'under way',
  STOP_REQUESTED: 'under way',
  SUCCESSFUL: 'succeeded',
  STOPPED: 'failed',
  ROLLBACK_REQUESTED: 'rolling back',
  ROLLBACK_IN_PROGRESS: 'rolling back',
  ROLLBACK_SUCCESSFUL: 'rolled back',
  ROLLBACK_FAILED: 'rolled back',
};

/** Deployments of a service, newest first. Which end of the list ECS gives first is not documented, so all of it is read. */
export async function serviceDeployments(ecs: ECSClient, serviceArn: string): Promise<readonly Deployment[]> {
  const found: ServiceDeploymentBrief[] = [];
  let nextToken: string | undefined;
  try {
    for (let page = 0; page < MOST_PAGES && (page === 0 || nextToken !== undefined); page += 1) {
      const answer = await ecs.send(
        new ListServiceDeploymentsCommand({ service: serviceArn, maxResults: PAGE, nextToken }),
      );
      found.push(...(answer.serviceDeployments ?? []));
      nextToken = answer.nextToken;
    }
  } catch (error) {
    throw serviceError(error, 'listing the deployments', `ecs:ListServiceDeployments on ${serviceArn}`);
  }
  return newestFirst(found, ({ createdAt }) => createdAt).map(toDeployment);
}

/** Of the revision that it deploys: the answer to an update names no other. */
function toDeployment(brief: ServiceDeploymentBrief): Deployment {
  const { targetServiceRevisionArn, status, createdAt, startedAt = createdAt, finishedAt, statusReason } = brief;
  return {
    id: revisionId(targetServiceRevisionArn) ?? '',
    type: 'SERVICE_DEPLOYMENT',
    status: status ?? 'unknown',
    outcome: (status && OUTCOMES[status]) ?? 'unknown',
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(finishedAt === undefined ? {} : { endedAt: finishedAt }),
    ...(statusReason === undefined ? {} : { reason: statusReason }),
  };
}

/** The id in a revision's ARN, `arn:aws:ecs:REGION:ACCOUNT:service-revision/CLUSTER/SERVICE/ID`. */
export function revisionId(arn: string | undefined): string | undefined {
  return arn?.split('/').at(-1);
}
