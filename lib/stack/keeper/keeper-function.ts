import { Aws, Duration, Stack } from 'aws-cdk-lib';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import {
  ApplicationLogLevel,
  Code,
  Function as Lambda,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
} from 'aws-cdk-lib/aws-lambda';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { KEEPER_TIMEOUT_SECONDS, type KeeperSettings } from '../../contract/keeper-settings';
import { resourceNames, topicArnOf } from '../../environments/names';
import type { Environment } from '../../environments/row';
import { expectedKeyOf, seedingOf } from './keeper-request';

/** Properties of `KeeperFunction`. */
export interface KeeperFunctionProps {
  /** Whose keeper it is. */
  readonly environment: Environment;
  /** What it may do. */
  readonly role: IRole;
  /** Where it logs. */
  readonly logGroup: ILogGroup;
  /** Folder with its code, `index.js` exporting `handler`. */
  readonly codeDirectory: string;
}

/** The Lambda function that serves CloudFormation and operators. */
export class KeeperFunction extends Construct {
  /** The service token of the keeper's custom resources. */
  readonly functionArn: string;

  constructor(scope: Construct, id: string, props: KeeperFunctionProps) {
    super(scope, id);
    const { environment, role, logGroup, codeDirectory } = props;
    const lambda = new Lambda(this, 'Function', {
      functionName: resourceNames(environment).keeperFunction,
      description: `kAIzen Coach, ${environment.name}: keeps the secret ${environment.secretName}`,
      runtime: Runtime.NODEJS_24_X,
      handler: 'index.handler',
      code: Code.fromAsset(codeDirectory),
      role,
      memorySize: 256,
      timeout: Duration.seconds(KEEPER_TIMEOUT_SECONDS),
      environment: settings(environment, topicArnOf(Stack.of(this), environment)),
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: ApplicationLogLevel.INFO,
      // Failures and time-outs; not a line for each start and end.
      systemLogLevelV2: SystemLogLevel.WARN,
    });
    this.functionArn = lambda.functionArn;
  }
}

function settings(environment: Environment, topicArn: string) {
  const { name, secretName, secret, gcpProject, domain, askIssuers = true, backupRecipients = [] } = environment;
  return {
    ENVIRONMENT_NAME: name,
    SECRET_NAME: secretName,
    GCP_PROJECT: gcpProject,
    SEEDING: seedingOf(environment),
    ...(secret.mode === 'adopt' ? { EXPECTED_KMS_KEY: expectedKeyOf(environment) } : {}),
    DOMAIN: domain,
    ASK_ISSUERS: askIssuers ? 'yes' : 'no',
    BACKUP_RECIPIENTS: backupRecipients.join(','),
    TOPIC_ARN: topicArn,
    STACK_ID: Aws.STACK_ID,
  } satisfies KeeperSettings;
}
