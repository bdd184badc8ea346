import { CfnQueue, CfnQueuePolicy } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { type Place, regionalArn } from '../../environments/arn';
import type { AuditNames } from '../../environments/names';
import { acknowledge } from '../acknowledge';
import { AuditAlarm } from './audit-alarm';

/** Properties of `FailedDeliveries`. */
export interface FailedDeliveriesProps {
  readonly place: Place;
  readonly names: AuditNames;
  /** Where the alarm goes. */
  readonly topicArn: string;
}

/** Keeps, for two weeks, what EventBridge could not deliver, and says so. */
export class FailedDeliveries extends Construct {
  readonly queueArn: string;
  readonly alarmName: string;

  constructor(scope: Construct, id: string, { place, names, topicArn }: FailedDeliveriesProps) {
    super(scope, id);
    const queue = new CfnQueue(this, 'Resource', {
      queueName: names.failedDeliveries,
      messageRetentionPeriod: 14 * 24 * 60 * 60,
      sqsManagedSseEnabled: true,
    });
    acknowledge(queue, { id: 'AwsSolutions-SQS3', reason: 'It is a dead-letter queue itself.' });
    this.queueArn = queue.attrArn;
    new CfnQueuePolicy(this, 'Policy', {
      queues: [queue.ref],
      policyDocument: policyDocument(queue.attrArn, place, names.prefix),
    });
    const alarm = new AuditAlarm(this, 'Alarm', {
      name: `${names.prefix}-undelivered`,
      description: `Alerts could not be delivered; they are in the queue ${names.failedDeliveries}. See docs/runbook.md#undelivered`,
      topicArn,
      namespace: 'AWS/SQS',
      metricName: 'ApproximateNumberOfMessagesVisible',
      dimensions: [{ name: 'QueueName', value: queue.attrQueueName }],
      statistic: 'Maximum',
      periodSeconds: 300,
      above: 0,
    });
    this.alarmName = alarm.alarmName;
  }
}

/** @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html#eb-dlq-perms, which has this one condition. */
function policyDocument(queueArn: string, place: Place, prefix: string): object {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'OnlyOverTls',
        Effect: 'Deny',
        Principal: '*',
        Action: 'sqs:*',
        Resource: queueArn,
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
      {
        Sid: 'RulesSend',
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource: queueArn,
        Condition: { ArnLike: { 'aws:SourceArn': regionalArn(place, 'events', `rule/${prefix}-*`) } },
      },
    ],
  };
}
