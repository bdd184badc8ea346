import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  BatchGetSecretValueCommand,
  GetSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { OperatorError } from '../operator-error';
import { type ClientOptions, client } from './client-options';
import { isNamed, isNotAllowed, serviceError } from './service-error';

/** How AWS took an attempt. */
export interface Attempt {
  /** `refused as a whole`: a batch for which the caller has no permission at all, so that its record names no secret. */
  readonly outcome: 'allowed' | 'denied' | 'refused as a whole';
  /** Whether the refusal names an explicit Deny, which no permission overcomes. */
  readonly byDeny: boolean;
}

/** Who makes the attempts. */
export interface Caller {
  readonly account: string;
  readonly arn: string;
}

/** Calls that are meant to be denied; whatever they give is thrown away unseen. */
export interface Attempts {
  caller(): Promise<Caller>;
  /** Asks for a secret's value by name. */
  read(secretName: string): Promise<Attempt>;
  /** Asks for it in a batch that names it. */
  batch(secretName: string): Promise<Attempt>;
  /** Asks whether a function could be invoked, without running it. */
  dryRun(functionName: string, qualifier?: string): Promise<Attempt>;
}

/** The services themselves. */
export async function attempts(options: ClientOptions): Promise<Attempts> {
  const secrets = await client((settings) => new SecretsManagerClient(settings), options);
  const lambda = await client((settings) => new LambdaClient(settings), options);
  const sts = await client((settings) => new STSClient(settings), options);
  return {
    caller: () => caller(sts),
    read: (name) => attempt(secrets.send(new GetSecretValueCommand({ SecretId: name })), 'reading the value'),
    batch: (name) => batch(secrets, name),
    dryRun: (FunctionName, Qualifier) =>
      attempt(
        lambda.send(
          new InvokeCommand({
            FunctionName,
            InvocationType: 'DryRun',
            ...(Qualifier === undefined ? {} : { Qualifier }),
          }),
        ),
        `asking whether ${FunctionName} may be invoked`,
      ),
  };
}

async function caller(sts: STSClient): Promise<Caller> {
  try {
    const { Account = '', Arn = '' } = await sts.send(new GetCallerIdentityCommand({}));
    return { account: Account, arn: Arn };
  } catch (error) {
    throw serviceError(error, 'asking who you are', 'nothing');
  }
}

/** Throws what is neither let through nor denied: it would raise no alert. */
async function attempt(sent: Promise<unknown>, what: string): Promise<Attempt> {
  try {
    await sent;
    return { outcome: 'allowed', byDeny: false };
  } catch (error) {
    if (isNotAllowed(error)) {
      return { outcome: 'denied', byDeny: /explicit deny/i.test(error.message) };
    }
    throw isNamed(error, 'ResourceNotFoundException') ? nothingThere(what) : serviceError(error, what, 'nothing');
  }
}

async function batch(secrets: SecretsManagerClient, name: string): Promise<Attempt> {
  const what = 'reading the value in a batch';
  try {
    const { Errors = [], SecretValues } = await secrets.send(new BatchGetSecretValueCommand({ SecretIdList: [name] }));
    if (SecretValues !== undefined && SecretValues.length > 0) {
      return { outcome: 'allowed', byDeny: false };
    }
    const denied = Errors.find(({ ErrorCode = '' }) => ErrorCode.startsWith('AccessDenied'));
    if (denied === undefined) {
      throw nothingThere(what);
    }
    return { outcome: 'denied', byDeny: /explicit deny/i.test(denied.Message ?? '') };
  } catch (error) {
    if (isNotAllowed(error)) {
      return { outcome: 'refused as a whole', byDeny: false };
    }
    throw serviceError(error, what, 'nothing');
  }
}

function nothingThere(what: string): OperatorError {
  return new OperatorError({
    rule: 'nothing-to-read',
    reason: `${what}: it was not denied, but there is nothing of that name, or it has no value`,
    next: 'the command doctor says what is there',
  });
}
