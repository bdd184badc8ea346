import { readFileSync } from 'node:fs';
import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStacksCommand,
  GetTemplateCommand,
  paginateDescribeStackEvents,
  type StackEvent,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { runCdk } from '../../../emulator/cdk';
import { clientConfiguration, EMULATOR_ACCOUNT } from '../../../emulator/client-environment';
import { type Emulator, startEmulator } from '../../../emulator/emulator';
import { inProject } from '../../../emulator/paths';
import type { ProcessResult } from '../../../emulator/run-process';
import { REGION } from '../../../lib/environments/row';
import { environmentNamed } from '../../../lib/environments/rows';
import { credential } from './read-back';
import { scratchFolder } from './scratch-folder';
import { toDeploy } from './shared-assembly';
import { StoredSecret } from './stored-secret';

/** An environment deployed by the real CDK on an emulator of its own. */
export interface EnvironmentUnderTest {
  readonly emulator: Emulator;
  readonly cloudFormation: CloudFormationClient;
  readonly lambda: LambdaClient;
  readonly secret: StoredSecret;
  /** What `cdk deploy` said. */
  readonly deployment: ProcessResult;
  deploy(): Promise<ProcessResult>;
  end(): Promise<void>;
}

/** How a deployment differs from the ordinary one. */
export interface DeploymentOptions {
  /** Stand-in for Strava, Google and the app. @default - none of them is asked */
  readonly issuersEndpoint?: string;
  /** The app of `test/e2e/apps` that is deployed. @default - the project's own */
  readonly app?: string;
}

/** Starts an emulator on a free port, bootstraps it and deploys the environment called `name`. */
export async function deployedEnvironment(
  name: string,
  { issuersEndpoint, app }: DeploymentOptions = {},
): Promise<EnvironmentUnderTest> {
  const { stackId, secretName } = environmentNamed(name);
  const emulator = await bootstrappedEmulator(issuersEndpoint);
  const configuration = clientConfiguration(emulator.endpoint);
  const deploy = () =>
    runCdk(['deploy', stackId, '--require-approval', 'never'], {
      environment: emulator.environment,
      ...toDeploy(app),
    });
  return {
    emulator,
    cloudFormation: new CloudFormationClient(configuration),
    lambda: new LambdaClient(configuration),
    secret: new StoredSecret(new SecretsManagerClient(configuration), secretName),
    deployment: await deploy(),
    deploy,
    end: () => emulator.stop(),
  };
}

/** An emulator on a free port, bootstrapped, whose folder goes when it stops. */
export async function bootstrappedEmulator(issuersEndpoint?: string): Promise<Emulator> {
  const scratch = scratchFolder();
  const emulator = await startEmulator({
    stateDir: scratch.path,
    ...(issuersEndpoint === undefined ? {} : { issuersEndpoint }),
  });
  await bootstrapped(emulator);
  return {
    ...emulator,
    stop: async () => {
      await emulator.stop();
      scratch.remove();
    },
  };
}

/** Makes the stack of `cdk bootstrap`, from the CDK's own template, without its command line: a test of it is the local start. */
async function bootstrapped({ endpoint }: Emulator): Promise<void> {
  const client = new CloudFormationClient(clientConfiguration(endpoint));
  const StackName = 'CDKToolkit';
  await client.send(
    new CreateStackCommand({
      StackName,
      TemplateBody: readFileSync(inProject('node_modules/aws-cdk/lib/api/bootstrap/bootstrap-template.yaml'), 'utf8'),
      Parameters: [
        {
          ParameterKey: 'CloudFormationExecutionPolicies',
          ParameterValue: 'arn:aws:iam::aws:policy/AdministratorAccess',
        },
      ],
      Capabilities: ['CAPABILITY_NAMED_IAM'],
    }),
  );
  const status = await settledStatus(client, StackName);
  client.destroy();
  if (status !== 'CREATE_COMPLETE') {
    throw new Error(`the stack of cdk bootstrap ended as ${status}`);
  }
}

/** Outcome of a stack update: its status, and the reasons that failed resources gave. */
export interface UpdateOutcome {
  readonly status: string;
  readonly reasons: readonly string[];
}

let updates = 0;

/** What a stack is updated with. */
type Updatable = Pick<EnvironmentUnderTest, 'cloudFormation' | 'emulator'>;

/** Puts a template into the bootstrap bucket: it is longer than a request may be. */
async function stored(template: string, endpoint: string): Promise<string> {
  const url = `${endpoint}/cdk-hnb659fds-assets-${EMULATOR_ACCOUNT}-${REGION}/forced-update-${updates}.json`;
  const { ok, status } = await fetch(url, {
    method: 'PUT',
    headers: { authorization: credential('s3') },
    body: template,
  });
  if (!ok) {
    throw new Error(`the template could not be stored (HTTP ${status})`);
  }
  return url;
}

/** Changes a property of the seeding resource, as a new key in the catalogue does, and waits until the update has ended. */
export async function forceUpdate(
  { cloudFormation: client, emulator }: Updatable,
  stackId: string,
): Promise<UpdateOutcome> {
  const { TemplateBody = '' } = await client.send(new GetTemplateCommand({ StackName: stackId }));
  updates += 1;
  const template = TemplateBody.replace(/"GeneratedKeys":\s*\[\s*"/, (found) => `${found}FORCED_UPDATE_${updates}","`);
  if (template === TemplateBody) {
    throw new Error('the template has no generated keys to change');
  }
  const before = new Set((await events(client, stackId)).map(({ EventId }) => EventId));
  await client.send(
    new UpdateStackCommand({
      StackName: stackId,
      TemplateURL: await stored(template, emulator.endpoint),
      Capabilities: ['CAPABILITY_NAMED_IAM'],
    }),
  );
  const status = await settledStatus(client, stackId);
  const fresh = (await events(client, stackId)).filter(({ EventId }) => !before.has(EventId));
  return {
    status,
    reasons: fresh.flatMap((event) =>
      event.ResourceStatus?.endsWith('FAILED') ? [event.ResourceStatusReason ?? ''] : [],
    ),
  };
}

/** All events of a stack. */
export async function events(client: CloudFormationClient, stackId: string): Promise<StackEvent[]> {
  const found: StackEvent[] = [];
  for await (const { StackEvents = [] } of paginateDescribeStackEvents({ client }, { StackName: stackId })) {
    found.push(...StackEvents);
  }
  return found;
}

/** Waits until nothing is in progress; gives the stack's status, `DELETED` where there is none any more. */
export async function settledStatus(client: CloudFormationClient, stackId: string): Promise<string> {
  for (let look = 0; look < 1500; look += 1) {
    const status = await client.send(new DescribeStacksCommand({ StackName: stackId })).then(
      ({ Stacks = [] }) => Stacks[0]?.StackStatus ?? 'DELETED',
      () => 'DELETED',
    );
    if (!status.endsWith('IN_PROGRESS')) {
      return status === 'DELETE_COMPLETE' ? 'DELETED' : status;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${stackId} is still in progress after minutes`);
}
