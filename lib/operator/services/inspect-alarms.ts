import { CloudWatchClient, paginateDescribeAlarms, paginateListAlarmMuteRules } from '@aws-sdk/client-cloudwatch';
import { type ClientOptions, client } from './client-options';
import { serviceError } from './service-error';

/** An alarm as it stands. */
export interface Alarm {
  readonly name: string;
  /** `OK`, `ALARM` or `INSUFFICIENT_DATA`. */
  readonly state: string;
  /** Where none is taken, whatever it has. */
  readonly actionsEnabled: boolean;
  /** ARNs of what it does when it goes off, such as telling a topic. */
  readonly actions: readonly string[];
}

/**
 * A rule that mutes alarms at its times: they change their states, and tell nobody.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_AlarmMuteRuleSummary.html
 */
export interface MuteRule {
  readonly name: string;
  /** `ACTIVE`: it mutes now. `SCHEDULED`: it will. */
  readonly status: string;
}

/** What CloudWatch shows of alarms, which is not in themselves alone. */
export interface AlarmInspection {
  /** Those of these names that are there. */
  alarms(names: readonly string[]): Promise<readonly Alarm[]>;
  /** The rules that mute an alarm, now or at a time to come. */
  muteRules(alarmName: string): Promise<readonly MuteRule[]>;
}

/** The service itself. */
export async function inspectAlarms(options: ClientOptions): Promise<AlarmInspection> {
  const cloudWatch = await client((settings) => new CloudWatchClient(settings), options);
  return { alarms: (names) => alarms(cloudWatch, names), muteRules: (name) => muteRules(cloudWatch, name) };
}

async function alarms(client: CloudWatchClient, names: readonly string[]): Promise<readonly Alarm[]> {
  try {
    const found: Alarm[] = [];
    for await (const { MetricAlarms = [] } of paginateDescribeAlarms({ client }, { AlarmNames: [...names] })) {
      found.push(
        ...MetricAlarms.map(({ AlarmName = '', StateValue = 'of no state', ActionsEnabled, AlarmActions = [] }) => ({
          name: AlarmName,
          state: StateValue,
          actionsEnabled: ActionsEnabled !== false,
          actions: AlarmActions,
        })),
      );
    }
    return found;
  } catch (error) {
    throw serviceError(error, `looking at the alarms ${names.join(', ')}`, 'cloudwatch:DescribeAlarms');
  }
}

async function muteRules(client: CloudWatchClient, alarmName: string): Promise<readonly MuteRule[]> {
  try {
    const found: MuteRule[] = [];
    for await (const { AlarmMuteRuleSummaries = [] } of paginateListAlarmMuteRules(
      { client },
      { AlarmName: alarmName },
    )) {
      found.push(
        ...AlarmMuteRuleSummaries.map(({ AlarmMuteRuleArn = '', Status = 'of no status' }) => ({
          // arn:aws:cloudwatch:REGION:ACCOUNT:alarm-mute-rule:NAME
          name: AlarmMuteRuleArn.split(':').slice(6).join(':'),
          status: Status,
        })),
      );
    }
    return found.filter(({ status }) => status !== 'EXPIRED');
  } catch (error) {
    throw serviceError(error, `asking which rules mute the alarm ${alarmName}`, 'cloudwatch:ListAlarmMuteRules');
  }
}
