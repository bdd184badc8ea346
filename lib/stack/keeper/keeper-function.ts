import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Aws, FileAssetPackaging, Stack, Stage } from 'aws-cdk-lib';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { KEEPER_TIMEOUT_SECONDS, type KeeperSettings } from '../../contract/keeper-settings';
import { resourceNames, topicArnOf } from '../../environments/names';
import type { Environment } from '../../environments/row';
import { remembered } from '../../remembered';
import type { ServiceRole } from '../iam/service-role';
import { expectedKeyOf, seedingOf } from './keeper-request';
import type { KeeperCode } from './kept-bundle';

/** Properties of `KeeperFunction`. */
export interface KeeperFunctionProps {
  /** Whose keeper it is. */
  readonly environment: Environment;
  /** What it may do. */
  readonly role: ServiceRole;
  /** Where it logs. */
  readonly logGroup: ILogGroup;
  readonly code: KeeperCode;
}

/**
 * The Lambda function that serves CloudFormation and operators. L1: the L2 construct loads what the CDK knows of every Region,
 * a tenth of a synthesis, for the address of a bucket that nothing asks for.
 */
export class KeeperFunction extends Construct {
  /** The service token of the keeper's custom resources. */
  readonly functionArn: string;

  constructor(scope: Construct, id: string, props: KeeperFunctionProps) {
    super(scope, id);
    const { environment, role, logGroup, code } = props;
    const stack = Stack.of(this);
    const { bucketName, objectKey } = stack.synthesizer.addFileAsset({
      fileName: staging(code, this),
      packaging: FileAssetPackaging.ZIP_DIRECTORY,
      sourceHash: code.hash,
      displayName: 'Code of the keeper',
    });
    const lambda = new CfnFunction(new Construct(this, 'Function'), 'Resource', {
      functionName: resourceNames(environment).keeperFunction,
      description: `kAIzen Coach, ${environment.name}: keeps the secret ${environment.secretName}`,
      runtime: 'nodejs24.x',
      handler: 'index.handler',
      code: { s3Bucket: bucketName, s3Key: objectKey },
      role: role.roleArn,
      memorySize: 256,
      timeout: KEEPER_TIMEOUT_SECONDS,
      environment: { variables: settings(environment, topicArnOf(stack, environment)) },
      loggingConfig: {
        logGroup: logGroup.logGroupName,
        logFormat: 'JSON',
        applicationLogLevel: 'INFO',
        // Failures and time-outs; not a line for each start and end.
        systemLogLevel: 'WARN',
      },
    });
    lambda.node.addDependency(role);
    this.functionArn = lambda.attrArn;
  }
}

/** What each assembly holds already: an app of many environments has one code. */
const staged = new WeakMap<Stage, Map<string, string>>();

/** Name of a folder in the assembly of `scope` with the code and nothing else: what lay beside it would decide what it means. */
function staging({ content, hash }: KeeperCode, scope: Construct): string {
  const stage = Stage.of(scope);
  if (stage === undefined) {
    throw new Error(`${scope.node.path} is in no App, which would have the assembly for its code`);
  }
  const held = remembered(staged, stage, () => new Map<string, string>());
  return remembered(held, hash, () => {
    const name = `asset.${hash}`;
    const folder = join(stage.outdir, name);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'index.js'), content);
    return name;
  });
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
