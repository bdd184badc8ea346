import { CloudWatchClient, PutDashboardCommand } from '@aws-sdk/client-cloudwatch';
import { CreatePolicyVersionCommand, IAMClient } from '@aws-sdk/client-iam';
import { AddPermissionCommand } from '@aws-sdk/client-lambda';
import { DeleteBucketPolicyCommand, S3Client } from '@aws-sdk/client-s3';
import { SetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { ALLOWS_EVERYTHING, type ByHand } from '../by-hand';

/** Changes of one document each, and the resource by which it is told. They do not touch one another. */
export const DOCUMENTS: readonly ByHand[] = [
  [
    'somebody may invoke the keeper',
    'KeeperInvocation',
    ({ physical, staging }) =>
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
    ({ configuration, physical }) =>
      new IAMClient(configuration).send(
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
    ({ configuration, physical }) =>
      new S3Client(configuration).send(new DeleteBucketPolicyCommand({ Bucket: physical('AWS::S3::Bucket') })),
  ],
  [
    'the queue’s policy',
    'AccessAuditFailedDeliveriesPolicy',
    ({ configuration, physical }) =>
      new SQSClient(configuration).send(
        new SetQueueAttributesCommand({ QueueUrl: physical('AWS::SQS::Queue'), Attributes: { Policy: '' } }),
      ),
  ],
  [
    'the dashboard',
    'AccessAuditDashboard',
    ({ configuration }) =>
      new CloudWatchClient(configuration).send(
        new PutDashboardCommand({ DashboardName: 'staging-kaizencoach-audit', DashboardBody: '{"widgets":[]}' }),
      ),
  ],
];
