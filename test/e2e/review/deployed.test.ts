import {
  GetTemplateCommand,
  ListStackResourcesCommand,
  UpdateTerminationProtectionCommand,
} from '@aws-sdk/client-cloudformation';
import { CloudTrailClient, PutEventSelectorsCommand } from '@aws-sdk/client-cloudtrail';
import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  PutDashboardCommand,
  PutMetricAlarmCommand,
} from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient, PutRetentionPolicyCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DisableRuleCommand, EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { CreatePolicyVersionCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { CreateGrantCommand, KMSClient } from '@aws-sdk/client-kms';
import { AddPermissionCommand, UpdateFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { DeleteBucketPolicyCommand, S3Client } from '@aws-sdk/client-s3';
import { DeleteResourcePolicyCommand } from '@aws-sdk/client-secrets-manager';
import { SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { SetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { clientConfiguration, neutralEnvironment } from '../../../emulator/client-environment';
import { inProject } from '../../../emulator/paths';
import { runProcess } from '../../../emulator/run-process';
import type { AssembledStack } from '../../../lib/review/assembly/assembly';
import { withLostLetters } from '../../../lib/review/deployed/concrete';
import { codeOf, reviewDeployed } from '../../../lib/review/deployed/review-deployed';
import { deployedEnvironment, type EnvironmentUnderTest } from '../support/environment-under-test';

// Each test runs the command several times, on machines that may be busy.
jest.setTimeout(600_000);

let staging: EnvironmentUnderTest;
let physical: (type: string, part?: string) => string;

beforeAll(async () => {
  staging = await deployedEnvironment('staging');
  const { StackResourceSummaries = [] } = await staging.cloudFormation.send(
    new ListStackResourcesCommand({ StackName: 'StagingStack' }),
  );
  physical = (type, part = '') =>
    StackResourceSummaries.find(
      ({ ResourceType, LogicalResourceId = '' }) => ResourceType === type && LogicalResourceId.includes(part),
    )?.PhysicalResourceId ?? '';
});
afterAll(() => staging.end());

/** What the command says. */
async function compared() {
  const { exitCode, output } = await runProcess(
    process.execPath,
    [inProject('bin', 'kaizencoach-review.mjs'), '--deployed', 'staging', '--json'],
    {
      cwd: inProject(),
      environment: {
        ...neutralEnvironment(),
        ...staging.emulator.environment,
      },
    },
  );
  return { exitCode, ...said(output) };
}

const TODAY = new Date().toISOString().slice(0, 10);
let code: Promise<AssembledStack> | undefined;

/** The same without a process: the working tree, which does not change, is synthesized once. */
async function comparedAgain() {
  const before = process.env;
  process.env = { ...neutralEnvironment(), ...staging.emulator.environment };
  try {
    code ??= codeOf('staging', TODAY);
    return said(JSON.stringify(await reviewDeployed('staging', { today: TODAY }, code)));
  } finally {
    process.env = before;
  }
}

function said(output: string) {
  const { findings, notChecked, environments } = JSON.parse(output);
  const others = environments.flatMap(({ otherChanges }: { otherChanges: string[] }) => otherChanges);
  const told = findings.map(
    ({ gate, environments, sentence, evidence }: Record<string, string & { logicalId: string }[]>) =>
      `${environments} | ${gate} | ${sentence} | ${evidence?.[0]?.logicalId.replace(/[0-9A-F]{8}$/, '')}`,
  );
  return { told, others, notChecked };
}

const configuration = () => clientConfiguration(staging.emulator.endpoint);

const ALLOWS_EVERYTHING = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
});

/** What somebody does by hand, and the finding that tells of it. */
const CHANGES: readonly (readonly [what: string, told: string, change: () => Promise<unknown>])[] = [
  [
    'the secret’s policy is deleted',
    'access.reader',
    () =>
      staging.secret.client.send(
        new DeleteResourcePolicyCommand({ SecretId: physical('AWS::SecretsManager::Secret') }),
      ),
  ],
  [
    'a grant on the key',
    'access.key',
    () =>
      new KMSClient(configuration()).send(
        new CreateGrantCommand({
          KeyId: physical('AWS::KMS::Key'),
          GranteePrincipal: 'arn:aws:iam::000000000000:role/somebody',
          Operations: ['Decrypt'],
        }),
      ),
  ],
  [
    'an inline policy of the app’s role',
    'access.unexplained',
    () =>
      new IAMClient(configuration()).send(
        new PutRolePolicyCommand({
          RoleName: physical('AWS::IAM::Role', 'InstanceRole'),
          PolicyName: 'by-hand',
          PolicyDocument: ALLOWS_EVERYTHING,
        }),
      ),
  ],
  [
    'a variable of the keeper',
    'keeper.environment',
    () =>
      staging.lambda.send(
        new UpdateFunctionConfigurationCommand({
          FunctionName: physical('AWS::Lambda::Function'),
          Environment: { Variables: { NODE_OPTIONS: '--require /opt/x.js' } },
        }),
      ),
  ],
  [
    'a rule is disabled',
    'audit.path',
    () =>
      new EventBridgeClient(configuration()).send(new DisableRuleCommand({ Name: 'staging-kaizencoach-audit-denied' })),
  ],
  [
    'the trail’s selectors',
    'audit.path',
    () =>
      new CloudTrailClient(configuration()).send(
        new PutEventSelectorsCommand({
          TrailName: 'staging-kaizencoach-audit',
          AdvancedEventSelectors: [
            {
              Name: 'writes',
              FieldSelectors: [
                { Field: 'eventCategory', Equals: ['Management'] },
                { Field: 'readOnly', Equals: ['false'] },
              ],
            },
          ],
        }),
      ),
  ],
  [
    'a subscription',
    'access.unexplained',
    () =>
      new SNSClient(configuration()).send(
        new SubscribeCommand({
          TopicArn: physical('AWS::SNS::Topic'),
          Protocol: 'https',
          Endpoint: 'https://example.com/alerts',
        }),
      ),
  ],
  [
    'termination protection',
    'data.retention',
    () =>
      staging.cloudFormation.send(
        new UpdateTerminationProtectionCommand({ StackName: 'StagingStack', EnableTerminationProtection: false }),
      ),
  ],
  [
    'an alarm’s action',
    'audit.unheard',
    async () => {
      const client = new CloudWatchClient(configuration());
      const { MetricAlarms = [] } = await client.send(
        new DescribeAlarmsCommand({ AlarmNames: ['staging-kaizencoach-audit-access'] }),
      );
      const [alarm] = MetricAlarms;
      const {
        AlarmName,
        MetricName,
        Namespace,
        Statistic,
        Period,
        EvaluationPeriods,
        Threshold,
        ComparisonOperator,
        TreatMissingData,
      } = alarm ?? {};
      await client.send(
        new PutMetricAlarmCommand({
          AlarmName,
          MetricName,
          Namespace,
          Statistic,
          Period,
          EvaluationPeriods,
          Threshold,
          ComparisonOperator,
          TreatMissingData,
          AlarmActions: [],
        }),
      );
    },
  ],
  [
    'a log’s retention',
    'audit.shortened',
    () =>
      new CloudWatchLogsClient(configuration()).send(
        new PutRetentionPolicyCommand({ logGroupName: physical('AWS::Logs::LogGroup', 'Trail'), retentionInDays: 7 }),
      ),
  ],
];

/** Changes of one document each, and the resource by which it is told. They do not touch one another. */
const DOCUMENTS: typeof CHANGES = [
  [
    'somebody may invoke the keeper',
    'KeeperInvocation',
    () =>
      staging.lambda.send(
        new AddPermissionCommand({
          FunctionName: physical('AWS::Lambda::Function'),
          StatementId: 'by-hand',
          Action: 'lambda:InvokeFunction',
          Principal: 'arn:aws:iam::000000000000:role/somebody',
        }),
      ),
  ],
  [
    'another version of the operators’ policy',
    'OperatorPoliciesOperator',
    () =>
      new IAMClient(configuration()).send(
        new CreatePolicyVersionCommand({
          PolicyArn: physical('AWS::IAM::ManagedPolicy', 'PoliciesOperator'),
          PolicyDocument: ALLOWS_EVERYTHING,
          SetAsDefault: true,
        }),
      ),
  ],
  [
    'the policy of the trail’s bucket',
    'AccessAuditTrailBucketPolicy',
    () => new S3Client(configuration()).send(new DeleteBucketPolicyCommand({ Bucket: physical('AWS::S3::Bucket') })),
  ],
  [
    'the queue’s policy',
    'AccessAuditFailedDeliveriesPolicy',
    () =>
      new SQSClient(configuration()).send(
        new SetQueueAttributesCommand({ QueueUrl: physical('AWS::SQS::Queue'), Attributes: { Policy: '' } }),
      ),
  ],
  [
    'the dashboard',
    'AccessAuditDashboard',
    () =>
      new CloudWatchClient(configuration()).send(
        new PutDashboardCommand({ DashboardName: 'staging-kaizencoach-audit', DashboardBody: '{"widgets":[]}' }),
      ),
  ],
];

test('in step: nothing differs, and what was not read is said', async () => {
  const { exitCode, told, others, notChecked } = await compared();
  process.stdout.write(`not checked: ${notChecked.join('; ')}\n`);
  expect({ exitCode, told, others }).toEqual({ exitCode: 0, told: [], others: [] });
  expect(notChecked.join()).not.toMatch(/Policy|Dashboard/);
});

test('after each change by hand: one more finding that tells of it', async () => {
  const table: string[] = [];
  const missing: string[] = [];
  let known: readonly string[] = [];
  for (const [what, gate, change] of CHANGES) {
    await change();
    const { told } = await comparedAgain();
    const fresh = told.filter((line: string) => !known.includes(line));
    table.push(`${what}: ${fresh.join(' ; ')}`);
    if (!fresh.some((line: string) => line.startsWith(`staging, changed by hand | ${gate} |`))) {
      missing.push(what);
    }
    known = told;
  }
  process.stdout.write(`${table.join('\n')}\n`);
  expect(missing).toEqual([]);
});

test('each document that is changed by hand is told, whichever others are too', async () => {
  for (const [, , change] of DOCUMENTS) {
    await change();
  }
  const { told, others } = await compared();
  process.stdout.write(`${[...told, ...others].join('\n')}\n`);
  const missing = DOCUMENTS.filter(
    ([, id]) =>
      !told.some((line: string) => line.startsWith('staging, changed by hand |') && line.endsWith(`| ${id}`)) &&
      !others.some((change: string) => change.startsWith(id)),
  );
  expect(missing.map(([what]) => what)).toEqual([]);
});

test('a template whose letters came back as question marks is in step', async () => {
  const { TemplateBody = '' } = await staging.cloudFormation.send(
    new GetTemplateCommand({ StackName: 'StagingStack' }),
  );
  const mangled = TemplateBody.replace(/[^\x20-\x7e\s]/gu, '?');
  expect(mangled).not.toBe(TemplateBody);
  expect(withLostLetters(JSON.parse(mangled), JSON.parse(TemplateBody))).toEqual(JSON.parse(TemplateBody));
  expect(
    withLostLetters(
      JSON.parse(mangled.replace('Find out who it is', 'Do nothing, it is fine')),
      JSON.parse(TemplateBody),
    ),
  ).not.toEqual(JSON.parse(TemplateBody));
});
