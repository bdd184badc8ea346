import { ADMIN, alarm, filter, type Row, rule, trail } from '../corpus-row';

/** Something is no longer heard. */
export const AUDIT: readonly Row[] = [
  ['IsLogging false', 'audit.path', trail((properties) => Object.assign(properties, { IsLogging: false }))],
  [
    'a selector without reads',
    'audit.path',
    trail(({ AdvancedEventSelectors }) =>
      AdvancedEventSelectors[0].FieldSelectors.push({ Field: 'readOnly', Equals: ['false'] }),
    ),
  ],
  ['the trail without a log group', 'audit.path', trail((properties) => delete properties.CloudWatchLogsLogGroupArn)],
  [
    'the trail without validation',
    'audit.path',
    trail((properties) => Object.assign(properties, { EnableLogFileValidation: false })),
  ],
  [
    'the trail in one Region',
    'audit.path',
    trail((properties) => Object.assign(properties, { IsMultiRegionTrail: false })),
  ],
  ['a rule in state ENABLED', 'audit.path', rule((properties) => Object.assign(properties, { State: 'ENABLED' }))],
  [
    'a rule’s pattern narrowed by Region',
    'audit.detection',
    rule(({ EventPattern }) => Object.assign(EventPattern.detail, { awsRegion: ['us-east-1'] })),
  ],
  [
    'a rule’s pattern narrowed by anything-but',
    'audit.detection',
    rule(({ EventPattern }) =>
      EventPattern.detail.userIdentity.sessionContext.sessionIssuer.arn[1]['anything-but'].push(ADMIN),
    ),
  ],
  [
    'a threshold raised',
    'audit.detection',
    alarm('access', (properties) => Object.assign(properties, { Threshold: 100 })),
  ],
  ['targets emptied', 'audit.unheard', rule((properties) => Object.assign(properties, { Targets: [] }))],
  [
    'another topic',
    'audit.unheard',
    rule(({ Targets }) => Object.assign(Targets[0], { Arn: 'arn:aws:sns:eu-west-1:111122223333:other' })),
  ],
  [
    'AlarmActions emptied',
    'audit.unheard',
    alarm('access', (properties) => Object.assign(properties, { AlarmActions: [] })),
  ],
  [
    'a metric renamed',
    'audit.path',
    filter(({ MetricTransformations }) => Object.assign(MetricTransformations[0], { MetricName: 'other' })),
  ],
  [
    'a metric of value 0',
    'audit.path',
    filter(({ MetricTransformations }) => Object.assign(MetricTransformations[0], { MetricValue: '0' })),
  ],
  [
    'the silence alarm not breaching',
    'audit.path',
    alarm('trailsilent', (properties) => Object.assign(properties, { TreatMissingData: 'notBreaching' })),
  ],
];
