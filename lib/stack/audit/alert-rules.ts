import { CfnResource, Stack } from 'aws-cdk-lib';
import { CfnRule } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import { alertMessage } from '../../audit/alert-message';
import type { AuditContext } from '../../audit/audit-context';
import type { EventDetection } from '../../audit/detection';
import type { Packing } from '../../audit/packing';
import { immediatePatterns } from '../../audit/patterns';
import { HEARS_READS } from '../../environments/row';
import { environmentTags } from '../resource-tags';
import type { Substitution } from './substitution';

/** Properties of `AlertRules`. */
export interface AlertRulesProps {
  /** Name of the environment. */
  readonly environment: string;
  readonly context: AuditContext;
  readonly packing: Packing;
  /** Of what only the deployment knows in the context's texts. */
  readonly substitution: Substitution;
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
    const { environment, context, packing, substitution, topicArn, failedDeliveriesArn } = props;
    const stack = Stack.of(this);
    const topic = { topicArn: stack.resolve(topicArn), failedDeliveriesArn: stack.resolve(failedDeliveriesArn) };
    const tags = environmentTags(environment).map(({ key, value }) => ({ Key: key, Value: value }));
    for (const { id, detection, pattern } of immediatePatterns(context, packing)) {
      new AlertRule(this, id, {
        Description: detection.meaning,
        EventPattern: substitution.filledPattern(pattern),
        Name: `${context.names.prefix}-${id}`,
        State: HEARS_READS,
        Tags: tags,
        Targets: [target(topic, environment, detection)],
      });
    }
  }
}

function target(
  { topicArn, failedDeliveriesArn }: { readonly topicArn: unknown; readonly failedDeliveriesArn: unknown },
  environment: string,
  detection: EventDetection,
): object {
  const { inputPathsMap, inputTemplate } = alertMessage(environment, detection);
  return {
    Arn: topicArn,
    DeadLetterConfig: { Arn: failedDeliveriesArn },
    Id: 'topic',
    InputTransformer: { InputPathsMap: inputPathsMap, InputTemplate: inputTemplate },
    // Not a day, which is the default: the queue's alarm is to tell within the hour.
    RetryPolicy: { MaximumEventAgeInSeconds: 3600 },
  };
}

/**
 * A rule whose properties are the template's own words already. The rules are most of a template, and in the properties of
 * other resources the CDK looks for references at each of its passes.
 */
class AlertRule extends CfnResource {
  readonly #properties: Readonly<Record<string, unknown>>;

  constructor(scope: Construct, id: string, properties: Readonly<Record<string, unknown>>) {
    super(scope, id, { type: CfnRule.CFN_RESOURCE_TYPE_NAME });
    this.#properties = properties;
  }

  protected override renderProperties(): Readonly<Record<string, unknown>> {
    return this.#properties;
  }
}
