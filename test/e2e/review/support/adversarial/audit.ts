import { added, of, type Row, rule, staging } from '../corpus-row';
import { idOf, type Loose, one } from '../mutated';

/** The audit blinded by what looks tighter, or somewhere else. */
export const BLINDED: readonly Row[] = [
  [
    'the bucket refuses CloudTrail',
    'audit.path',
    of('AWS::S3::BucketPolicy', '', ({ PolicyDocument }) =>
      PolicyDocument.Statement.push({
        Effect: 'Deny',
        Principal: { Service: 'cloudtrail.amazonaws.com' },
        Action: 's3:PutObject',
        Resource: '*',
      }),
    ),
  ],
  [
    'the topic refuses what comes from rules',
    'audit.path',
    of('AWS::SNS::TopicPolicy', '', ({ PolicyDocument }) => {
      PolicyDocument.Statement = PolicyDocument.Statement.filter(
        (statement: Loose) => statement.Sid !== 'RulesPublish',
      );
    }),
  ],
  [
    'the topic takes alarms of another name only',
    'audit.path',
    of('AWS::SNS::TopicPolicy', '', ({ PolicyDocument }) => {
      PolicyDocument.Statement[2].Condition.ArnLike = {
        'aws:SourceArn': 'arn:aws:cloudwatch:eu-west-1:111122223333:alarm:other-*',
      };
    }),
  ],
  [
    'CloudTrail may not write to its log group',
    'audit.path',
    staging((template) => {
      delete template.Resources[idOf(template, 'AWS::IAM::Policy', 'Deliver')];
    }),
  ],
  [
    'CloudTrail may not use the key',
    'audit.path',
    of('AWS::KMS::Key', '', ({ KeyPolicy }) => {
      KeyPolicy.Statement = KeyPolicy.Statement.filter(
        (statement: Loose) => JSON.stringify(statement.Principal) !== '{"Service":"cloudtrail.amazonaws.com"}',
      );
    }),
  ],
  [
    'a filter that takes the count back',
    'audit.path',
    added('AWS::Logs::MetricFilter', (template) => {
      const { Properties } = one(template, 'AWS::Logs::MetricFilter', 'valueread');
      return {
        ...Properties,
        FilterName: 'other',
        MetricTransformations: [{ ...Properties.MetricTransformations[0], MetricValue: '-1' }],
      };
    }),
  ],
  ...(
    [
      ['AWS::Events::Rule', 'valueread'],
      ['AWS::Logs::MetricFilter', 'valueread'],
      ['AWS::CloudWatch::Alarm', 'access'],
    ] as const
  ).map(
    ([type, part]): Row => [
      `a further ${type} that overwrites one of the same name`,
      'audit.overwritten',
      added(type, (template) => one(template, type, part).Properties),
    ],
  ),
  [
    'an alert of another environment, from here',
    'audit.overwritten',
    added('AWS::Events::Rule', (template) => ({
      ...one(template, 'AWS::Events::Rule', 'valueread').Properties,
      Name: 'prod-kaizencoach-audit-value-read',
    })),
  ],
  [
    'an alert that says nothing',
    'audit.unheard',
    of('AWS::Events::Rule', 'valueread', ({ Targets }) => {
      delete Targets[0].InputTransformer;
      Targets[0].Input = '"all is well"';
    }),
  ],
  [
    'an alert that leaves out who it was',
    'audit.unheard',
    of('AWS::Events::Rule', 'valueread', ({ Targets }) => {
      Targets[0].InputTransformer.InputTemplate = Targets[0].InputTransformer.InputTemplate.replace(
        '"<who>"',
        '"nobody"',
      );
    }),
  ],
  ...(
    [
      ['is called a drill', '"meaning": "The', '"meaning": "A planned drill. The'],
      ['says that it is no matter', '"severity": "critical"', '"severity": "none"'],
      ['is of another environment', '"environment": "staging"', '"environment": "dom"'],
      ['sends its reader elsewhere', '"runbook": "docs/', '"runbook": "https://evil.example/'],
      ['says twice who it was', '"who": "<who>"', '"who": "<who>", "who": "the app"'],
      ['is no JSON', '"who": "<who>"', '"who": "<who>",,'],
    ] as const
  ).map(
    ([what, before, after]): Row => [
      `an alert’s message ${what}`,
      'audit.unheard',
      rule(({ Targets: [{ InputTransformer }] }) => {
        InputTransformer.InputTemplate = InputTransformer.InputTemplate.replace(before, after);
      }),
    ],
  ),
  [
    'the trail leaves KMS out',
    'audit.path',
    of('AWS::CloudTrail::Trail', '', ({ AdvancedEventSelectors }) =>
      AdvancedEventSelectors[0].FieldSelectors.push({ Field: 'eventSource', NotEquals: ['kms.amazonaws.com'] }),
    ),
  ],
  [
    'a log group without metric filters',
    'audit.path',
    of('AWS::Logs::LogGroup', 'Trail', (properties) =>
      Object.assign(properties, { LogGroupClass: 'INFREQUENT_ACCESS' }),
    ),
  ],
  [
    'an alarm that needs five periods',
    'audit.detection',
    of('AWS::CloudWatch::Alarm', 'access', (properties) => Object.assign(properties, { EvaluationPeriods: 5 })),
  ],
  [
    'a filter’s pattern with one word less',
    'audit.detection',
    (assembly) =>
      assembly.text('StagingStack.template.json', (text) =>
        text.replace('$.errorCode NOT EXISTS&&', '$.errorCode EXISTS&&'),
      ),
  ],
  [
    'alerts sent to a stranger',
    'access.unexplained',
    added('AWS::SNS::Subscription', (template) => ({
      TopicArn: { Ref: idOf(template, 'AWS::SNS::Topic') },
      Protocol: 'https',
      Endpoint: 'https://example.com',
    })),
  ],
  [
    'records sent to another bus',
    'access.unexplained',
    added('AWS::Events::Rule', () => ({
      EventPattern: { source: ['aws.secretsmanager'] },
      Targets: [{ Id: 'x', Arn: 'arn:aws:events:eu-west-1:444455556666:event-bus/x' }],
    })),
  ],
];
