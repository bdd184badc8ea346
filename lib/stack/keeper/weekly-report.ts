import { CfnRule } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';

/** Properties of `WeeklyReport`. */
export interface WeeklyReportProps {
  /** Name of the environment. */
  readonly environment: string;
  /** Name of the rule: one of the alerts' names, so that whoever changes or disables it is told of by `alerts-changed`. */
  readonly ruleName: string;
  /** ARN of the keeper's function, whose policy lets this very rule invoke it. */
  readonly keeperArn: string;
}

/**
 * Asks the keeper once a week to tell the environment's topic what is due. A rule and not EventBridge Scheduler, which would
 * invoke with a role: whoever may pass that role on could ask the keeper for anything with a schedule of their own.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-rule-schedule.html
 */
export class WeeklyReport extends Construct {
  constructor(scope: Construct, id: string, { environment, ruleName, keeperArn }: WeeklyReportProps) {
    super(scope, id);
    new CfnRule(this, 'Rule', {
      name: ruleName,
      description: `Once a week the keeper of ${environment} tells the topic what is due; nothing where nothing is`,
      // Monday morning in Europe, UTC.
      scheduleExpression: 'cron(0 7 ? * MON *)',
      state: 'ENABLED',
      targets: [{ id: 'keeper', arn: keeperArn }],
    });
  }
}
