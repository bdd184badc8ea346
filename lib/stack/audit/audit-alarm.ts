import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';

/** Properties of `AuditAlarm`. */
export interface AuditAlarmProps {
  readonly name: string;
  /** At most 1,024 characters. */
  readonly description: string;
  readonly topicArn: string;
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions?: CfnAlarm.DimensionProperty[];
  /** `SampleCount` for what anybody of the account can put a number into: a negative one lowers a sum, and is one more sample. */
  readonly statistic: 'SampleCount' | 'Sum' | 'Maximum';
  readonly periodSeconds: number;
  /** The alarm goes off above this number, or, with `silence`, where no number comes for so many periods. */
  readonly above?: number;
  readonly silence?: { readonly periods: number };
}

/** An alarm that tells the topic. */
export class AuditAlarm extends Construct {
  readonly alarmName: string;

  constructor(scope: Construct, id: string, props: AuditAlarmProps) {
    super(scope, id);
    const { silence } = props;
    this.alarmName = props.name;
    new CfnAlarm(this, 'Resource', {
      alarmName: props.name,
      alarmDescription: props.description,
      alarmActions: [props.topicArn],
      namespace: props.namespace,
      metricName: props.metricName,
      dimensions: props.dimensions,
      statistic: props.statistic,
      period: props.periodSeconds,
      evaluationPeriods: silence?.periods ?? 1,
      threshold: silence === undefined ? (props.above ?? 0) : 1,
      comparisonOperator: silence === undefined ? 'GreaterThanThreshold' : 'LessThanThreshold',
      treatMissingData: silence === undefined ? 'notBreaching' : 'breaching',
    });
  }
}
