import { patched } from '../../../lib/review/deployed/patched';
import { readLive } from '../../../lib/review/deployed/readers';
import type { Report } from '../../../lib/review/report';
import { answersOf } from './answers';
import { awsAnswers } from './aws-that-answers';
import { type Hand, refuses, setsIn, together } from './by-hand';
import { reviewedAfter, STAGING, told } from './staging';

const PREFIX = 'staging-kaizencoach-audit-';
const GONE = 'ResourceNotFoundException';
const gone = (commands: readonly string[], error: string, name = ''): Hand[] =>
  commands.map((command) => refuses(command, error, name));
const LOG = 'secretkeeperloggroup6d63390d';

/** What somebody deletes, what AWS says then, and how it is told. None of them touches another. */
const DELETED: readonly (readonly [what: string, hands: readonly Hand[], told: string])[] = [
  [
    'an alarm',
    [setsIn('DescribeAlarms', `${PREFIX}access`)],
    'audit.unheard | AccessAuditLogAlarmaccess | An alarm goes: `access`.',
  ],
  [
    'a filter',
    [setsIn('DescribeMetricFilters', `${PREFIX}denied`)],
    'audit.detection | AccessAuditLogFilterdenied | A filter of an alert goes: `denied`.',
  ],
  [
    'a log',
    [setsIn('DescribeLogGroups', LOG)],
    'audit.replaced | SecretKeeperLogGroup | A log group is no longer in its stack.',
  ],
  [
    'the trail',
    gone(['GetTrail', 'GetTrailStatus', 'GetEventSelectors'], 'TrailNotFoundException', PREFIX.slice(0, -1)),
    'audit.path | AccessAuditTrail | The trail goes: nothing is recorded any more.',
  ],
  [
    'a rule',
    gone(['DescribeRule', 'ListTargetsByRule'], GONE, 'weekly-report'),
    'audit.detection | KeeperInvocationWeeklyReportRule | A rule of an alert goes',
  ],
  [
    'the queue',
    gone(['GetQueueAttributes'], 'QueueDoesNotExist'),
    'audit.unheard | AccessAuditFailedDeliveries | The queue of alerts that could not be delivered goes.',
  ],
];

let report: Report;
beforeAll(async () => {
  report = await reviewedAfter(DELETED.flatMap(([, hands]) => hands));
});

test.each(DELETED)('%s is told as gone', (_, __, expected) => {
  expect(told(report).filter((line) => line.includes(expected))).not.toEqual([]);
});

test('what is gone was read', () => {
  expect(report.notRead).toEqual([]);
});

test('with a log its filters are gone, whatever other logs have', async () => {
  const log = 'accessaudittrailloggroup0804cf54';
  const hands = [setsIn('DescribeLogGroups', log), setsIn('DescribeMetricFilters', log)];
  const lines = told(await reviewedAfter(hands));
  expect(lines).toContain('audit.replaced | AccessAuditTrailLogGroup | A log group is no longer in its stack.');
  expect(lines.filter((line) => line.includes('A filter of an alert goes'))).toHaveLength(35);
});

test('what is gone with its policy is gone as well', async () => {
  const hands = [
    ...gone(['GetKeyPolicy', 'DescribeKey', 'ListGrants'], 'NotFoundException'),
    ...gone(['DescribeSecret', 'GetResourcePolicy'], GONE),
    ...gone(['GetBucketPolicy'], 'NoSuchBucket'),
    ...gone(['GetFunctionConfiguration', 'GetFunctionConcurrency', 'GetPolicy'], GONE, 'secret-keeper"'),
  ];
  awsAnswers(together(answersOf(STAGING), hands));
  const live = await readLive(STAGING);
  const left = Object.keys(Object(patched(STAGING, live)['Resources']));
  const types = [...STAGING.types].filter(([id]) => !left.includes(id)).map(([, type]) => type);
  expect(live.notRead).toEqual([]);
  expect(new Set(types)).toEqual(
    new Set([
      ...['AWS::KMS::Key', 'AWS::SecretsManager::Secret', 'AWS::SecretsManager::ResourcePolicy'],
      ...['AWS::S3::BucketPolicy', 'AWS::Lambda::Function', 'AWS::Lambda::ResourcePolicy'],
    ]),
  );
});
