import { Stack } from 'aws-cdk-lib';
import { CfnRule, type CfnRuleProps } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import { alertMessage } from '../../audit/alert-message';
import type { AuditContext } from '../../audit/audit-context';
import type { EventDetection } from '../../audit/detection';
import type { Packing } from '../../audit/packing';
import { immediatePatterns } from '../../audit/patterns';
import { HEARS_READS } from '../../environments/row';
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
    for (const { id, detection, pattern } of immediatePatterns(context, packing)) {
      const rule = { name: `${context.names.prefix}-${id}`, description: detection.meaning, state: HEARS_READS };
      new AlertRule(this, id, rule, {
        EventPattern: substitution.filled(pattern),
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

/** What an alert's rule looks for and whom it tells, as they stand in a template. */
interface WrittenProperties {
  readonly EventPattern: unknown;
  readonly Targets: readonly object[];
}

/**
 * A rule whose pattern and target are the template's own words already: they are most of a template, and the CDK would look for
 * references in them at each of its passes. So `eventPattern` and `targets` are empty to whoever looks at the construct, as an
 * aspect or cdk-nag does, none of whose rules of `AwsSolutions` is about them; the template has them.
 */
class AlertRule extends CfnRule {
  readonly #written: WrittenProperties;

  constructor(scope: Construct, id: string, props: CfnRuleProps, written: WrittenProperties) {
    super(scope, id, props);
    this.#written = written;
  }

  protected override renderProperties(properties: Readonly<Record<string, unknown>>): Record<string, unknown> {
    return { ...super.renderProperties(properties), ...this.#written };
  }
}
