import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import * as v from 'valibot';
import { type OperatorAnswer, operatorAnswerSchema } from '../../../lib/contract/operator-answer';
import { CONTRACT_VERSION, type OperatorRequest } from '../../../lib/contract/operator-request';

type WithoutContract<T> = T extends unknown ? Omit<T, 'contract'> : never;

/** Invokes the keeper as an operator does; gives its answer and the bytes it came in. */
export async function askKeeper(
  lambda: LambdaClient,
  functionName: string,
  request: WithoutContract<OperatorRequest>,
): Promise<OperatorAnswer> {
  return v.parse(
    operatorAnswerSchema,
    JSON.parse(await invoke(lambda, functionName, { contract: CONTRACT_VERSION, ...request })),
  );
}

/** Invokes the keeper with anything, and gives the text it answers. */
export async function invoke(lambda: LambdaClient, functionName: string, event: unknown): Promise<string> {
  const { Payload } = await lambda.send(
    new InvokeCommand({ FunctionName: functionName, Payload: Buffer.from(JSON.stringify(event)) }),
  );
  return Buffer.from(Payload ?? []).toString('utf8');
}
