import { CfnRule } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import { alertMessage } from '../../audit/alert-message';
import type { AuditContext } from '../../audit/audit-context';
import type { Packing } from '../../audit/packing';
import { immediatePatterns } from '../../audit/patterns';
import { HEARS_READS } from '../../environments/row';

/** Properties of `AlertRules`. */
export interface AlertRulesProps {
  /** Name of the environment. */
  readonly environment: string;
  readonly context: AuditContext;
  readonly packing: Packing;
  readonly topicArn: string;
  /** Keeps what could not be delivered. */
  readonly failedDeliveriesArn: string;
}

/**
 * The immediate path: a rule for each pattern of a detection. L1: the L2 construct cannot set the state in which reads reach it.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail-management.html
 */
export class AlertRules extends Construct {
  constructor(scope: Construct, constructId: string, props: AlertRulesProps) {
    super(scope, constructId);
    const { environment, context, packing, topicArn, failedDeliveriesArn } = props;
    for (const { id, detection, pattern } of immediatePatterns(context, packing)) {
      new CfnRule(this, id, {
        name: `${context.names.prefix}-${id}`,
        description: detection.meaning,
        state: HEARS_READS,
        eventPattern: pattern,
        targets: [
          {
            id: 'topic',
            arn: topicArn,
            inputTransformer: alertMessage(environment, detection),
            // Not a day, which is the default: the queue's alarm is to tell within the hour.
            retryPolicy: { maximumEventAgeInSeconds: 3600 },
            deadLetterConfig: { arn: failedDeliveriesArn },
          },
        ],
      });
    }
  }
}
