import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import * as v from 'valibot';
import { operatorAnswerSchema, type SecretStatus } from '../../lib/contract/operator-answer';
import { CONTRACT_VERSION, type OperatorRequest } from '../../lib/contract/operator-request';
import { resourceNames } from '../../lib/environments/names';
import type { Environment } from '../../lib/environments/row';
import { clientConfiguration } from '../client-environment';
import { EmulatorError } from '../errors';
import { logFile } from '../server-process';
import { STATE_DIR } from './running-emulator';

/**
 * State of an environment's secret, from its keeper.
 * @throws EmulatorError where the keeper refuses, fails, or answers in another form than agreed.
 */
export async function keeperStatus(environment: Environment, endpoint: string): Promise<SecretStatus> {
  const { keeperFunction } = resourceNames(environment);
  const answer = v.safeParse(operatorAnswerSchema, await ask(keeperFunction, endpoint));
  if (!answer.success) {
    throw new EmulatorError(`${keeperFunction} did not answer as agreed`, `see ${logFile(STATE_DIR)}`);
  }
  if (answer.output.outcome === 'refused') {
    throw new EmulatorError(`${keeperFunction} refused: ${answer.output.reason}`, answer.output.next);
  }
  if (answer.output.outcome !== 'status') {
    throw new EmulatorError(`${keeperFunction} answered another question`, `see ${logFile(STATE_DIR)}`);
  }
  return answer.output.status;
}

async function ask(functionName: string, endpoint: string): Promise<unknown> {
  const client = new LambdaClient(clientConfiguration(endpoint));
  const request: OperatorRequest = { contract: CONTRACT_VERSION, operation: 'status' };
  const { FunctionError, Payload } = await client.send(
    new InvokeCommand({ FunctionName: functionName, Payload: JSON.stringify(request) }),
  );
  client.destroy();
  if (FunctionError !== undefined || Payload === undefined) {
    throw new EmulatorError(`${functionName} failed`, `see its log group /aws/lambda/${functionName}`);
  }
  return JSON.parse(Payload.transformToString());
}
