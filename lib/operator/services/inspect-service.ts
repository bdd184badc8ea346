import { AppRunnerClient, DescribeServiceCommand } from '@aws-sdk/client-apprunner';
import { type ClientOptions, client } from './client-options';
import { serviceError } from './service-error';

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
