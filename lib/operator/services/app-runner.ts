import {
  AppRunnerClient,
  DescribeServiceCommand,
  type OperationSummary,
  paginateListOperations,
  paginateListServices,
  StartDeploymentCommand,
} from '@aws-sdk/client-apprunner';
import { OperatorError } from '../operator-error';
import { type ClientOptions, client, foreignOrigin } from './client-options';
import { isLocal } from './place-text';
import { hadNoEffect, isNamed, serviceError } from './service-error';

/** An App Runner service. */
export interface AppService {
  readonly name: string;
  readonly id: string;
  readonly arn: string;
  readonly status: string;
}

/** Something that App Runner does or did with a service. */
export interface Operation {
  readonly id: string;
  readonly type: string;
  readonly status: string;
  readonly startedAt?: Date;
  readonly endedAt?: Date;
}

/** App Runner, as far as reload and verify need it. */
export interface AppRunner {
  /** The service of that name; undefined where there is none. */
  find(name: string): Promise<AppService | undefined>;
  /** Newest first. */
  operations(service: AppService): Promise<readonly Operation[]>;
  /** Starts a deployment, once; gives the id of its operation, undefined where no answer came. */
  deploy(service: AppService): Promise<string | undefined>;
}

/** Enough to find the last deployment: a service keeps few operations. */
const OPERATIONS = 20;

/** App Runner itself. */
export async function appRunner(options: ClientOptions): Promise<AppRunner> {
  const reading = await client((settings) => new AppRunnerClient(settings), options);
  const changing = await client((settings) => new AppRunnerClient(settings), options, { attempts: 1 });
  return {
    find: (name) => find(reading, name),
    operations: (service) => operations(reading, service),
    deploy: (service) => deploy(changing, service),
  };
}

async function find(client: AppRunnerClient, name: string): Promise<AppService | undefined> {
  try {
    for await (const { ServiceSummaryList = [] } of paginateListServices({ client }, {})) {
      const found = ServiceSummaryList.find(({ ServiceName }) => ServiceName === name);
      if (found !== undefined) {
        const { ServiceId: id = '', ServiceArn: arn = '', Status: status = 'unknown' } = found;
        return { name, id, arn, status };
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

async function operations(client: AppRunnerClient, { name, arn }: AppService): Promise<readonly Operation[]> {
  try {
    const found: OperationSummary[] = [];
    for await (const { OperationSummaryList = [] } of paginateListOperations({ client }, { ServiceArn: arn })) {
      found.push(...OperationSummaryList);
      if (found.length >= OPERATIONS) {
        break;
      }
    }
    return found.map(toOperation).sort((one, other) => startOf(other) - startOf(one));
  } catch (error) {
    throw serviceError(error, `listing the operations of ${name}`, `apprunner:ListOperations on ${name}`);
  }
}

async function deploy(client: AppRunnerClient, { name, arn }: AppService): Promise<string | undefined> {
  try {
    const { OperationId } = await client.send(new StartDeploymentCommand({ ServiceArn: arn }));
    return OperationId;
  } catch (error) {
    if (isNamed(error, 'InvalidRequestException', 'InvalidStateException')) {
      throw new OperatorError({
        rule: 'busy',
        reason: `App Runner takes no deployment of ${name} now: another operation began, or the service is not running`,
        next: `aws apprunner list-operations --service-arn ${arn}, wait until it has ended, and try again`,
      });
    }
    if (hadNoEffect(error)) {
      throw serviceError(error, `starting a deployment of ${name}`, `apprunner:StartDeployment on ${name}`);
    }
    return undefined;
  }
}

function toOperation({ Id, Type, Status, StartedAt, EndedAt }: OperationSummary): Operation {
  return {
    id: Id ?? '',
    type: Type ?? 'unknown',
    status: Status ?? 'unknown',
    ...(StartedAt === undefined ? {} : { startedAt: StartedAt }),
    ...(EndedAt === undefined ? {} : { endedAt: EndedAt }),
  };
}

function startOf({ startedAt }: Operation): number {
  return startedAt?.getTime() ?? 0;
}

/** What an App Runner service runs with. */
export interface RunningService {
  /** ARN of the role that the app runs with. */
  readonly instanceRoleArn?: string;
}

/** Reads the configuration of a service. */
export async function inspectService(options: ClientOptions): Promise<(arn: string) => Promise<RunningService>> {
  const appRunner = await client((settings) => new AppRunnerClient(settings), options);
  return async (arn) => {
    try {
      const { Service } = await appRunner.send(new DescribeServiceCommand({ ServiceArn: arn }));
      const instanceRoleArn = Service?.InstanceConfiguration?.InstanceRoleArn;
      return instanceRoleArn === undefined ? {} : { instanceRoleArn };
    } catch (error) {
      throw serviceError(error, 'looking at the App Runner service', `apprunner:DescribeService on ${arn}`);
    }
  };
}
