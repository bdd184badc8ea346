import * as when from '../conditions';
import type { EventDetection, SilenceDetection } from '../detection';
import { all, any, field } from '../expression';

const TRAIL_OPERATIONS = ['StopLogging', 'DeleteTrail', 'UpdateTrail', 'PutEventSelectors'];

/** Attempts to blind the audit, and its being blind. */
export const BLINDING: readonly (EventDetection | SilenceDetection)[] = [
  {
    id: 'trail-changed',
    meaning:
      'The trail, its bucket or its log group was stopped, changed or deleted, or somebody tried, outside a deployment',
    severity: 'critical',
    path: 'both',
    alarm: 'change',
    whatToDo: 'Start the trail again, deploy again, and take for granted that something happened while it was off.',
    when: (context) => {
      const { names, trail, bucketName, logGroupName } = context;
      return all(
        when.CHANGES,
        when.anyoneButADeployment(context),
        any(
          // Of another's trail the name is not known here; any trail of the account is meant.
          trail.mode === 'create'
            ? all(
                when.service('cloudtrail'),
                any(
                  field('requestParameters.name', { contains: names.trail }),
                  field('requestParameters.trailName', { contains: names.trail }),
                  field('errorMessage', { contains: names.trail }),
                ),
              )
            : all(when.service('cloudtrail'), when.operation(...TRAIL_OPERATIONS)),
          ...(bucketName === undefined ? [] : [field('requestParameters.bucketName', bucketName)]),
          // The trail makes a stream for each delivery.
          ...(logGroupName === undefined
            ? []
            : [
                all(
                  field('requestParameters.logGroupName', logGroupName),
                  when.operation({ noneOf: ['CreateLogStream'] }),
                ),
              ]),
        ),
      );
    },
  },
  {
    id: 'alerts-changed',
    meaning:
      'A rule, alarm, topic, subscription or queue of these alerts was changed, or somebody tried, outside a deployment',
    severity: 'critical',
    path: 'both',
    alarm: 'change',
    whatToDo: 'Deploy again, drill the alerts, and read the trail for the time in between.',
    when: (context) => {
      const { prefix } = context.names;
      return all(
        when.CHANGES,
        when.anyoneButADeployment(context),
        // A subscriber confirms; that is no change of ours.
        when.operation({ noneOf: ['ConfirmSubscription'] }),
        any(
          ...['name', 'rule', 'alarmName', 'alarmNames[]', 'dashboardNames[]'].map((parameter) =>
            field(`requestParameters.${parameter}`, { startsWith: `${prefix}-` }),
          ),
          ...['topicArn', 'subscriptionArn', 'queueUrl'].map((parameter) =>
            field(`requestParameters.${parameter}`, { contains: prefix }),
          ),
          field('errorMessage', { contains: `${prefix}-` }, { contains: `:${prefix}` }),
        ),
      );
    },
  },
  {
    id: 'trail-silent',
    meaning: 'The trail has delivered nothing to its log group',
    severity: 'critical',
    path: 'log',
    silentHours: 2,
    whatToDo:
      'See whether the trail logs and whether its delivery reports an error. Nothing on the log path works until it does.',
  },
];
