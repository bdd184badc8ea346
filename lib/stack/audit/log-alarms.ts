import { Token } from 'aws-cdk-lib';
import { CfnMetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { AuditContext } from '../../audit/audit-context';
import { DETECTIONS } from '../../audit/detections';
import type { Packing } from '../../audit/packing';
import { type LogPattern, logPatterns } from '../../audit/patterns';
import { AuditAlarm } from './audit-alarm';
import type { Substitution } from './substitution';

/** Properties of `LogAlarms`. */
export interface LogAlarmsProps {
  readonly context: AuditContext;
  readonly packing: Packing;
  /** Of the references that `context` has in its texts. */
  readonly substitution: Substitution;
  readonly logGroupName: string;
  readonly topicArn: string;
}

/** Namespace of the metrics; CloudWatch takes money for a metric only in hours in which it has data. */
const NAMESPACE = 'KaizenCoach/Audit';

/** The backstop path: a filter for each pattern of a detection, an alarm for each group of them, and one for silence. */
export class LogAlarms extends Construct {
  readonly alarmNames: readonly string[];

  constructor(scope: Construct, id: string, props: LogAlarmsProps) {
    super(scope, id);
    const patterns = logPatterns(props.context, props.packing);
    for (const { id: patternId, detection, pattern } of patterns) {
      new CfnMetricFilter(this, `Filter-${patternId}`, {
        filterName: `${props.context.names.prefix}-${patternId}`,
        logGroupName: props.logGroupName,
        filterPattern: Token.asString(props.substitution.filled(pattern)),
        metricTransformations: [
          { metricNamespace: NAMESPACE, metricName: metricOf(props.context, detection), metricValue: '1' },
        ],
      });
    }
    this.alarmNames = [
      ...(['access', 'change'] as const).map((group) => this.groupAlarm(group, patterns, props)),
      ...patterns.flatMap(({ detection }) => ('mostPerHour' in detection ? [this.countAlarm(detection, props)] : [])),
      ...this.silenceAlarms(props),
    ];
  }

  private groupAlarm(
    group: 'access' | 'change',
    patterns: readonly LogPattern[],
    { context, topicArn }: LogAlarmsProps,
  ): string {
    const ids = patterns.flatMap(({ detection }) =>
      'alarm' in detection && detection.alarm === group ? [detection.id] : [],
    );
    return new AuditAlarm(this, `Alarm-${group}`, {
      name: `${context.names.prefix}-${group}`,
      description: `The trail shows one of: ${[...new Set(ids)].join(', ')}. Its log says which; see docs/runbook.md#${group}`,
      topicArn,
      namespace: NAMESPACE,
      metricName: `${context.names.prefix}-${group}`,
      statistic: 'SampleCount',
      periodSeconds: 300,
      above: 0,
    }).alarmName;
  }

  private countAlarm(
    detection: Extract<LogPattern['detection'], { readonly mostPerHour: unknown }>,
    { context, topicArn }: LogAlarmsProps,
  ): string {
    const { id, meaning, procedure } = detection;
    return new AuditAlarm(this, `Alarm-${id}`, {
      name: `${context.names.prefix}-${id}`,
      description: `${meaning}. ${procedure[0]} See docs/runbook.md#${id}`,
      topicArn,
      namespace: NAMESPACE,
      metricName: metricOf(context, detection),
      statistic: 'SampleCount',
      periodSeconds: 3600,
      above: detection.mostPerHour(context),
    }).alarmName;
  }

  private silenceAlarms({ context, logGroupName, topicArn }: LogAlarmsProps): string[] {
    return DETECTIONS.flatMap((detection) => {
      if (!('silentHours' in detection)) {
        return [];
      }
      const { id, meaning, procedure, silentHours } = detection;
      return new AuditAlarm(this, `Alarm-${id}`, {
        name: `${context.names.prefix}-${id}`,
        description: `${meaning} for ${silentHours} hours. ${procedure[0]} See docs/runbook.md#${id}`,
        topicArn,
        namespace: 'AWS/Logs',
        metricName: 'IncomingLogEvents',
        dimensions: [{ name: 'LogGroupName', value: logGroupName }],
        statistic: 'Sum',
        periodSeconds: 3600,
        silence: { periods: silentHours },
      }).alarmName;
    });
  }
}

function metricOf({ names }: AuditContext, detection: LogPattern['detection']): string {
  return `${names.prefix}-${'alarm' in detection ? detection.alarm : detection.id}`;
}
