import { idleCost } from '../../lib/cost/idle-cost';

const secret = { Type: 'AWS::SecretsManager::Secret', Properties: {} };
const alarm = { Type: 'AWS::CloudWatch::Alarm', Properties: { MetricName: 'reads' } };
const key = { Type: 'AWS::KMS::Key', Properties: { EnableKeyRotation: true } };
const trail = {
  Type: 'AWS::CloudTrail::Trail',
  Properties: { EnableLogFileValidation: true, KMSKeyId: 'key', CloudWatchLogsLogGroupArn: 'group' },
};

test('a secret and an alarm', () => {
  expect(idleCost({ Resources: { secret, alarm } }, 1)).toEqual({
    total: 0.5,
    withoutDashboard: 0.5,
    items: { secret: 0.4, alarms: 0.1 },
  });
});

test('alarms are counted', () => {
  const Resources = { a: alarm, b: alarm, c: alarm };
  expect(idleCost({ Resources }, 1)).toEqual({ total: 0.3, withoutDashboard: 0.3, items: { alarms: 0.3 } });
});

test('an alarm over two metrics counts twice, its arithmetic does not', () => {
  const Metrics = [
    { Id: 'a', MetricStat: {} },
    { Id: 'b', MetricStat: {} },
    { Id: 'sum', Expression: 'a+b' },
  ];
  expect(idleCost({ Resources: { alarm: { ...alarm, Properties: { Metrics } } } }, 1).total).toBe(0.2);
});

test('a dashboard', () => {
  const dashboard = { Type: 'AWS::CloudWatch::Dashboard', Properties: {} };
  expect(idleCost({ Resources: { dashboard } }, 3)).toEqual({
    total: 3,
    withoutDashboard: 0,
    items: { dashboard: 3 },
  });
});

test('a key costs more for its first two rotations', () => {
  expect(idleCost({ Resources: { key } }, 1).total).toBe(1);
  expect(idleCost({ Resources: { key } }, 3).total).toBe(3);
});

test('a key that is not rotated stays at its price', () => {
  expect(idleCost({ Resources: { key: { ...key, Properties: {} } } }, 3).total).toBe(1);
});

test('a key that is rotated each 730 days has been rotated once in the third year', () => {
  const Properties = { EnableKeyRotation: true, RotationPeriodInDays: 730 };
  expect(idleCost({ Resources: { key: { ...key, Properties } } }, 3).total).toBe(2);
});

test('a key that is rotated each 90 days pays for two rotations only', () => {
  const Properties = { EnableKeyRotation: true, RotationPeriodInDays: 90 };
  expect(idleCost({ Resources: { key: { ...key, Properties } } }, 3).total).toBe(3);
});

test('a trail: its files, their encryption and storage, its log group', () => {
  expect(idleCost({ Resources: { trail } }, 1)).toEqual({
    total: 0.16485,
    withoutDashboard: 0.16485,
    items: {
      'trail: files': 0.1095,
      'trail: their encryption': 0.02847,
      'trail: their storage': 0.00828,
      'trail: log group': 0.0186,
    },
  });
  // 36 months of files instead of 12.
  expect(idleCost({ Resources: { trail } }, 3).items['trail: their storage']).toBe(0.02484);
});

test('a trail without digests, key and log group costs its log files only', () => {
  expect(idleCost({ Resources: { trail: { ...trail, Properties: {} } } }, 1).items).toEqual({
    'trail: files': 0.04745,
    'trail: their storage': 0.00828,
  });
});

test('what costs by use only costs nothing while nothing happens', () => {
  const Resources = {
    function: { Type: 'AWS::Lambda::Function', Properties: {} },
    filter: { Type: 'AWS::Logs::MetricFilter', Properties: {} },
    seed: { Type: 'Custom::SecretSeed', Properties: {} },
  };
  expect(idleCost({ Resources }, 1)).toEqual({ total: 0, withoutDashboard: 0, items: {} });
});

test('a type without a price is an error', () => {
  const Resources = { Gateway: { Type: 'AWS::EC2::NatGateway', Properties: {} } };
  expect(() => idleCost({ Resources }, 1)).toThrow(
    'lib/cost/rules.ts must say what a resource of type AWS::EC2::NatGateway costs, got Gateway without a price',
  );
});

test('the weekly report costs less than a cent a month, and a rule of events nothing', () => {
  const rule = (Properties: Record<string, unknown>) => ({ Type: 'AWS::Events::Rule', Properties });
  const weekly = rule({ ScheduleExpression: 'cron(0 7 ? * MON *)' });
  const { total, items } = idleCost({ Resources: { weekly, alert: rule({ EventPattern: {} }) } }, 1);
  expect(items).toEqual({ 'weekly report': total });
  expect(total).toBeGreaterThan(0.001);
  expect(total).toBeLessThanOrEqual(0.01);
});
