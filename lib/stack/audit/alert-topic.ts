import { Annotations } from 'aws-cdk-lib';
import { CfnSubscription, CfnTopic, CfnTopicPolicy } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { type Place, regionalArn } from '../../environments/arn';
import type { AuditNames } from '../../environments/names';

/** Properties of `AlertTopic`. */
export interface AlertTopicProps {
  readonly place: Place;
  readonly names: AuditNames;
  /** Name of the environment. */
  readonly environment: string;
  /** E-mail addresses. */
  readonly subscriptions: readonly string[];
}

/**
 * Where alerts go. It has no encryption key: under the AWS-managed one neither EventBridge nor CloudWatch could publish, and
 * under the environment's the alert about that very key would not be delivered. Messages hold no values and travel by TLS.
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services
 */
export class AlertTopic extends Construct {
  readonly topicArn: string;

  constructor(scope: Construct, id: string, { place, names, environment, subscriptions }: AlertTopicProps) {
    super(scope, id);
    const topic = new CfnTopic(this, 'Resource', {
      topicName: names.topic,
      displayName: `kAIzen Coach ${environment}`,
    });
    this.topicArn = topic.ref;
    new CfnTopicPolicy(this, 'Policy', {
      topics: [topic.ref],
      policyDocument: policyDocument(topic.ref, place, names.prefix),
    });
    for (const endpoint of subscriptions) {
      new CfnSubscription(this, `Email-${endpoint}`, { topicArn: topic.ref, protocol: 'email', endpoint });
    }
    if (subscriptions.length === 0) {
      Annotations.of(this).addWarningV2(
        'kaizencoach:nobody-told',
        `${environment} names no subscription, so nobody will be told of an alert; add an e-mail address to audit.subscriptions`,
      );
    }
  }
}

/**
 * EventBridge's statement has no condition: under one it may never publish. So a rule of another account that knows the topic's
 * ARN could make a message appear, which this project's messages cannot be told from; it can suppress none.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html (Amazon SNS permissions)
 */
function policyDocument(topicArn: string, place: Place, prefix: string): object {
  const publish = (Sid: string, Service: string) => ({
    Sid,
    Effect: 'Allow',
    Principal: { Service },
    Action: 'sns:Publish',
    Resource: topicArn,
  });
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'OnlyOverTls',
        Effect: 'Deny',
        Principal: '*',
        Action: 'sns:Publish',
        Resource: topicArn,
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
      publish('RulesPublish', 'events.amazonaws.com'),
      {
        ...publish('AlarmsPublish', 'cloudwatch.amazonaws.com'),
        Condition: {
          StringEquals: { 'aws:SourceAccount': place.account },
          ArnLike: { 'aws:SourceArn': regionalArn(place, 'cloudwatch', `alarm:${prefix}-*`) },
        },
      },
    ],
  };
}
