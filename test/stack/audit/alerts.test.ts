import { Match, type Template } from 'aws-cdk-lib/assertions';
import { DETECTIONS } from '../../../lib/audit/detections';
import { auditTemplate } from './support';

const PARTITION = { Ref: 'AWS::Partition' };
const HERE = 'eu-west-1:111122223333';

let template: Template;
beforeAll(() => {
  template = auditTemplate();
});

function idOf(type: string): string {
  return Object.keys(template.findResources(type))[0] ?? '';
}

/** Ids of the detections that rules or filters of these names are for; some need several. */
function detectionsOf(names: readonly string[]): string[] {
  const ids = names.map((name) => name.replace(/^sample-audit-(.*?)(-\d+)?$/, '$1'));
  return [...new Set(ids)].sort();
}

function publish(Sid: string, Service: string) {
  return {
    Sid,
    Effect: 'Allow',
    Principal: { Service },
    Action: 'sns:Publish',
    Resource: { Ref: idOf('AWS::SNS::Topic') },
  };
}

describe('the topic', () => {
  test('takes messages from EventBridge without a condition, under which it may not publish, and from these alarms, by TLS', () => {
    template.resourcePropertiesCountIs(
      'AWS::SNS::TopicPolicy',
      {
        Topics: [{ Ref: idOf('AWS::SNS::Topic') }],
        PolicyDocument: Match.exact({
          Version: '2012-10-17',
          Statement: [
            {
              Sid: 'OnlyOverTls',
              Effect: 'Deny',
              Principal: '*',
              Action: 'sns:Publish',
              Resource: { Ref: idOf('AWS::SNS::Topic') },
              Condition: { Bool: { 'aws:SecureTransport': 'false' } },
            },
            publish('RulesPublish', 'events.amazonaws.com'),
            {
              ...publish('AlarmsPublish', 'cloudwatch.amazonaws.com'),
              Condition: {
                StringEquals: { 'aws:SourceAccount': '111122223333' },
                ArnLike: {
                  'aws:SourceArn': {
                    'Fn::Join': ['', ['arn:', PARTITION, `:cloudwatch:${HERE}:alarm:sample-audit-*`]],
                  },
                },
              },
            },
          ],
        }),
      },
      1,
    );
  });

  test('has no key that could silence the alert about it', () => {
    template.hasResourceProperties('AWS::SNS::Topic', { KmsMasterKeyId: Match.absent() });
  });

  test('tells the row’s addresses', () => {
    template.resourceCountIs('AWS::SNS::Subscription', 1);
    template.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: 'alerts@kaizencoach.training',
      TopicArn: { Ref: idOf('AWS::SNS::Topic') },
    });
  });
});

describe('a rule', () => {
  const rules = () => Object.values(template.findResources('AWS::Events::Rule')).map(({ Properties }) => Properties);

  test('is there for each immediate detection that can happen here', () => {
    const expected = DETECTIONS.filter(({ path, id }) => path !== 'log' && id !== 'break-glass').map(({ id }) => id);
    expect(detectionsOf(rules().map(({ Name }) => Name))).toEqual(expected.sort());
  });

  test('says what its alert means', () => {
    const meanings = new Map(DETECTIONS.map(({ id, meaning }) => [id, meaning]));
    const ids = rules().map(({ Name }) => detectionsOf([Name])[0] ?? '');
    expect(rules().map(({ Description }) => Description)).toEqual(ids.map((id) => meanings.get(id)));
  });

  test('receives reads', () => {
    expect(new Set(rules().map(({ State }) => State))).toEqual(
      new Set(['ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS']),
    );
  });

  test('keeps what it could not deliver within the hour', () => {
    const queue = { 'Fn::GetAtt': [idOf('AWS::SQS::Queue'), 'Arn'] };
    for (const { Targets } of rules()) {
      expect(Targets).toEqual([
        expect.objectContaining({
          Arn: { Ref: idOf('AWS::SNS::Topic') },
          DeadLetterConfig: { Arn: queue },
          RetryPolicy: { MaximumEventAgeInSeconds: 3600 },
        }),
      ]);
    }
  });

  test('forwards nothing that the caller sent, but the keeper’s records and version ids', () => {
    const forwarded = new Set(
      rules().flatMap(({ Targets }) => Object.values<string>(Targets[0].InputTransformer.InputPathsMap)),
    );
    expect(
      [...forwarded].filter((path) => /requestParameters|responseElements|errorMessage|^\$(\.detail)?$/.test(path)),
    ).toEqual(['$.detail.requestParameters.tags', '$.detail.requestParameters.clientRequestToken']);
  });

  test('makes messages that are JSON', () => {
    for (const { Targets } of rules()) {
      const template: string = Targets[0].InputTransformer.InputTemplate;
      expect(() => JSON.parse(template.replace('<keys>', '[]'))).not.toThrow();
    }
  });
});

test('the dead-letter queue takes messages from these rules, by TLS, and from nobody else', () => {
  const queue = { 'Fn::GetAtt': [idOf('AWS::SQS::Queue'), 'Arn'] };
  template.resourcePropertiesCountIs(
    'AWS::SQS::QueuePolicy',
    {
      Queues: [{ Ref: idOf('AWS::SQS::Queue') }],
      PolicyDocument: Match.exact({
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'OnlyOverTls',
            Effect: 'Deny',
            Principal: '*',
            Action: 'sqs:*',
            Resource: queue,
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          },
          {
            Sid: 'RulesSend',
            Effect: 'Allow',
            Principal: { Service: 'events.amazonaws.com' },
            Action: 'sqs:SendMessage',
            Resource: queue,
            Condition: {
              ArnLike: {
                'aws:SourceArn': { 'Fn::Join': ['', ['arn:', PARTITION, `:events:${HERE}:rule/sample-audit-*`]] },
              },
            },
          },
        ],
      }),
    },
    1,
  );
});

describe('an alarm', () => {
  const alarm = (AlarmName: string) => ({ AlarmName, AlarmActions: [{ Ref: idOf('AWS::SNS::Topic') }] });

  test.each(['sample-audit-access', 'sample-audit-change'])('%s goes off at the first record', (name) => {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      ...alarm(name),
      Namespace: 'KaizenCoach/Audit',
      MetricName: name,
      // A number below zero would lower a sum.
      Statistic: 'SampleCount',
      Period: 300,
      EvaluationPeriods: 1,
      Threshold: 0,
      ComparisonOperator: 'GreaterThanThreshold',
      TreatMissingData: 'notBreaching',
    });
  });

  test('counts the app’s reads of an hour', () => {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      ...alarm('sample-audit-many-reads'),
      MetricName: 'sample-audit-many-reads',
      Statistic: 'SampleCount',
      Period: 3600,
      Threshold: 12,
      ComparisonOperator: 'GreaterThanThreshold',
    });
  });

  test('goes off where nothing comes', () => {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      ...alarm('sample-audit-trail-silent'),
      Namespace: 'AWS/Logs',
      MetricName: 'IncomingLogEvents',
      Dimensions: [{ Name: 'LogGroupName', Value: { Ref: idOf('AWS::Logs::LogGroup') } }],
      Period: 3600,
      EvaluationPeriods: 2,
      Threshold: 1,
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'breaching',
    });
  });

  test('goes off where an alert was not delivered', () => {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      ...alarm('sample-audit-undelivered'),
      Namespace: 'AWS/SQS',
      MetricName: 'ApproximateNumberOfMessagesVisible',
    });
  });

  test('costs, so there are five', () => {
    template.resourceCountIs('AWS::CloudWatch::Alarm', 5);
  });
});

test('each detection of the log path has a filter, whose metric an alarm watches', () => {
  const watched = Object.values(template.findResources('AWS::CloudWatch::Alarm')).map(
    ({ Properties }) => Properties.MetricName,
  );
  const filters = Object.values(template.findResources('AWS::Logs::MetricFilter')).map(({ Properties }) => Properties);
  const ids = DETECTIONS.filter(
    (detection) => detection.path !== 'immediate' && !('silentHours' in detection) && detection.id !== 'break-glass',
  ).map(({ id }) => id);
  expect(detectionsOf(filters.map(({ FilterName }) => FilterName))).toEqual(ids.sort());
  expect(watched).toEqual(expect.arrayContaining(filters.map((filter) => filter.MetricTransformations[0].MetricName)));
});
