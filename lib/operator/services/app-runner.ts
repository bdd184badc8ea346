import {
  AppRunnerClient,
  DescribeServiceCommand,
  type OperationStatus,
  type OperationSummary,
  paginateListOperations,
  paginateListServices,
  type ServiceSummary,
  StartDeploymentCommand,
} from '@aws-sdk/client-apprunner';
import { OperatorError } from '../operator-error';
import { type AppService, type Deployment, newestFirst, type Outcome, type Refusal } from './app-service';
import { type ClientOptions, client, foreignOrigin } from './client-options';
import { isLocal } from './place-text';
import { hadNoEffect, isNamed, serviceError } from './service-error';

/** Enough to find the last deployment: a service keeps few operations. */
const OPERATIONS = 20;

/** Operations that start instances. */
const STARTS = new Set(['CREATE_SERVICE', 'UPDATE_SERVICE', 'START_DEPLOYMENT', 'RESUME_SERVICE']);

const OUTCOMES: Readonly<Record<OperationStatus, Outcome>> = {
  PENDING: 'under way',
  IN_PROGRESS: 'under way',
  SUCCEEDED: 'succeeded',
  FAILED: 'failed',
  ROLLBACK_IN_PROGRESS: 'rolling back',
  ROLLBACK_SUCCEEDED: 'rolled back',
  ROLLBACK_FAILED: 'rolled back',
};

/** The App Runner service of that name; undefined where there is none. */
export async function appRunnerService(name: string, options: ClientOptions): Promise<AppService | undefined> {
  const reading = await client((settings) => new AppRunnerClient(settings), options);
  const found = await find(reading, name);
  if (found === undefined) {
    return undefined;
  }
  const { ServiceId: id = '', ServiceArn: arn = '', Status: status = 'unknown' } = found;
  const listing = `aws apprunner list-operations --service-arn ${arn}`;
  const notNow = refusal(name, arn, status, listing);
  return {
    name,
    runtime: 'App Runner',
    status,
    ...(notNow === undefined ? {} : { notNow }),
    appLog: { name: `/aws/apprunner/${name}/${id}/application` },
    deploymentLog: { name: `/aws/apprunner/${name}/${id}/service` },
    listing,
    deployments: () => deployments(reading, name, arn),
    deploy: async () => {
      const changing = await client((settings) => new AppRunnerClient(settings), options, { attempts: 1 });
      return deploy(changing, name, arn, listing);
    },
    roleArn: () => roleArn(reading, arn),
  };
}

async function find(client: AppRunnerClient, name: string): Promise<ServiceSummary | undefined> {
  try {
    for await (const { ServiceSummaryList = [] } of paginateListServices({ client }, {})) {
      const found = ServiceSummaryList.find(({ ServiceName }) => ServiceName === name);
      if (found !== undefined) {
        return found;
      }
    }
    return undefined;
  } catch (error) {
    const fault = serviceError(error, 'looking for the App Runner service', 'apprunner:ListServices');
    throw fault.rule === 'service-fault' && isLocal(foreignOrigin(client)) ? notLocal() : fault;
  }
}

/** The emulator knows no App Runner, and says so by an error without a name. */
function notLocal(): OperatorError {
  return new OperatorError({
    rule: 'not-local',
    reason: 'the local AWS has no App Runner, so nothing there reads the secret',
    next: 'reload and verify need the environment’s real service',
  });
}

/** Why a service of this status takes no deployment. */
function refusal(name: string, arn: string, status: string, listing: string): Refusal | undefined {
  switch (status) {
    case 'RUNNING':
      return undefined;
    case 'PAUSED':
      return {
        reason: `${name} is paused, so nothing reads the secret`,
        next: `aws apprunner resume-service --service-arn ${arn}; it reads the secret when it starts`,
      };
    case 'OPERATION_IN_PROGRESS':
      return {
        reason: `App Runner is at work on ${name}, and takes no deployment meanwhile`,
        next: `wait until ${listing} shows that it has ended, and try again`,
      };
    default:
      return { reason: `${name} does not run (${status})`, next: 'look at the service in the App Runner console' };
  }
}

async function deployments(client: AppRunnerClient, name: string, arn: string): Promise<readonly Deployment[]> {
  try {
    const found: OperationSummary[] = [];
    for await (const { OperationSummaryList = [] } of paginateListOperations({ client }, { ServiceArn: arn })) {
      found.push(...OperationSummaryList);
      if (found.length >= OPERATIONS) {
        break;
      }
    }
    return newestFirst(found, ({ StartedAt }) => StartedAt)
      .map(toDeployment)
      .filter(({ type }) => STARTS.has(type));
  } catch (error) {
    throw serviceError(error, `listing the operations of ${name}`, `apprunner:ListOperations on ${name}`);
  }
}

async function deploy(
  client: AppRunnerClient,
  name: string,
  arn: string,
  listing: string,
): Promise<string | undefined> {
  try {
    const { OperationId } = await client.send(new StartDeploymentCommand({ ServiceArn: arn }));
    return OperationId;
  } catch (error) {
    if (isNamed(error, 'InvalidRequestException', 'InvalidStateException')) {
      throw new OperatorError({
        rule: 'busy',
        reason: `App Runner takes no deployment of ${name} now: another operation began, or the service is not running`,
        next: `${listing}, wait until it has ended, and try again`,
      });
    }
    if (hadNoEffect(error)) {
      throw serviceError(error, `starting a deployment of ${name}`, `apprunner:StartDeployment on ${name}`);
    }
    return undefined;
  }
}

function toDeployment({ Id, Type, Status, StartedAt, EndedAt }: OperationSummary): Deployment {
  return {
    id: Id ?? '',
    type: Type ?? 'unknown',
    status: Status ?? 'unknown',
    outcome: (Status && OUTCOMES[Status]) ?? 'unknown',
    ...(StartedAt === undefined ? {} : { startedAt: StartedAt }),
    ...(EndedAt === undefined ? {} : { endedAt: EndedAt }),
  };
}

async function roleArn(client: AppRunnerClient, arn: string): Promise<string | undefined> {
  try {
    const { Service } = await client.send(new DescribeServiceCommand({ ServiceArn: arn }));
    return Service?.InstanceConfiguration?.InstanceRoleArn;
  } catch (error) {
    throw serviceError(error, 'looking at the App Runner service', `apprunner:DescribeService on ${arn}`);
  }
}
