import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { environmentNamed } from '../../lib/environments/rows';
import { bootstrap, type CdkOptions, runCdk } from '../cdk';
import { clientConfiguration, clientEnvironment } from '../client-environment';
import { EmulatorError } from '../errors';
import { credentialsOf } from '../identities/credentials';
import { identities } from '../identities/identities';
import type { ProcessResult } from '../run-process';
import { failureIn, progressIn, warningsIn } from './cdk-output';
import type { Progress } from './progress';
import { LOG, STATE_DIR, shownPath } from './running-emulator';

/**
 * Bootstraps the emulator where that is not done, and deploys the stack with the CDK's own command.
 * @throws EmulatorError where one of the commands fails, with the reason and where all that it said is.
 */
export async function deploy(stackId: string, endpoint: string, progress: Progress): Promise<void> {
  const environment = clientEnvironment(endpoint, STATE_DIR);
  const onLine = (line: string) => {
    progress.detail(line);
    const count = progressIn(line);
    if (count !== undefined) {
      progress.ongoing(count);
    }
  };
  if (await isBootstrapped(endpoint)) {
    progress.step('bootstrapped already');
  } else {
    progress.step('cdk bootstrap');
    refuseFailure('cdk bootstrap', await bootstrap({ environment, onLine }));
  }
  progress.step(`cdk deploy ${stackId}`);
  const { deployer } = identities(environmentNamed('staging'));
  const options: CdkOptions = {
    environment: { ...environment, ...(await credentialsOf('deployer', deployer, endpoint)) },
    onLine,
  };
  const deployed = await runCdk(['deploy', stackId, '--require-approval', 'never', '--progress', 'events'], options);
  refuseFailure(`cdk deploy ${stackId}`, deployed);
  const warnings = warningsIn(deployed.output);
  const result = deployed.output.includes('(no changes)') ? 'nothing to change' : 'deployed';
  progress.step(warnings === 0 ? result : `${result}; the CDK warns of ${warnings} in the log`);
}

function refuseFailure(command: string, { exitCode, output }: ProcessResult): void {
  if (exitCode !== 0) {
    throw new EmulatorError(
      `${command} failed with exit code ${exitCode}\n  ${failureIn(output)}\n  all that it said: ${shownPath(LOG)}`,
      'mend that and run npm run local again; or begin anew: npm run local:stop && npm run local',
    );
  }
}

async function isBootstrapped(endpoint: string): Promise<boolean> {
  const client = new CloudFormationClient(clientConfiguration(endpoint));
  try {
    const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: 'CDKToolkit' }));
    return Stacks.some((stack) => stack.StackStatus?.endsWith('_COMPLETE') && !stack.StackStatus.includes('ROLLBACK'));
  } catch (error) {
    if (error instanceof Error && error.message.includes('does not exist')) {
      return false;
    }
    throw error;
  } finally {
    client.destroy();
  }
}
