import type { Report } from '../../../lib/review/report';
import { addsTo } from './by-hand';
import { resourcesOfType } from './deployed-template';
import { reviewedAfter, STAGING } from './staging';

const PREFIX = 'staging-kaizencoach-audit-';
const [KEEPERS_LOG, TRAIL_LOG] = resourcesOfType(STAGING, 'AWS::Logs::LogGroup').map(({ physical }) => physical);
const METRIC = { metricNamespace: 'KaizenCoach/Audit', metricName: `${PREFIX}access`, metricValue: '1' };
const OTHER = { ...METRIC, metricName: 'other' };
const READS_BY_ROOT =
  '{$.eventName="GetSecretValue"&&$.userIdentity.type="Root"&&$.requestParameters.secretId="staging-kaizencoach-app-secrets"}';

/** Filters that somebody adds: name, log, what they count, and what they look for. */
const ADDED = [
  ['a-further-count', TRAIL_LOG, METRIC],
  ['another-metric', KEEPERS_LOG, OTHER],
  [`${PREFIX}denied`, 'another-log', METRIC],
  ['counts-always', TRAIL_LOG, { ...METRIC, defaultValue: 0 }],
  ['counts-everything', TRAIL_LOG, METRIC, ''],
  ['counts-everything-by-blanks', TRAIL_LOG, METRIC, ' '],
  ['counts-everything-by-a-version', TRAIL_LOG, METRIC, '{ $.eventVersion = "1.*" }'],
  ['counts-everything-by-what-is-not', TRAIL_LOG, METRIC, '{$.eventName!="Nothing"}'],
  ['counts-what-is-not-understood', TRAIL_LOG, METRIC, '{ $.eventTime EXISTS }'],
  ['counts-what-no-alert-knows', TRAIL_LOG, METRIC, '{$.eventSource="ec2.amazonaws.com"}'],
  ['counts-a-call-about-anything', TRAIL_LOG, METRIC, '{$.eventName="DeleteSecret"}'],
  ['counts-another-log', 'another-log', METRIC, '{$.level="info"}'],
  ['counts-what-the-app-does', TRAIL_LOG, METRIC, '{$.eventName="GetSecretValue"}'],
  ['counts-everything-for-no-alarm', TRAIL_LOG, OTHER, '{ $.eventVersion = * }'],
  ['counts-elsewhere', 'another-log', OTHER],
  ['counts-for-another', 'another-log', { ...METRIC, metricNamespace: 'Another' }],
] as const;

let report: Report;
beforeAll(async () => {
  report = await reviewedAfter(
    ADDED.map(([filterName, logGroupName = '', transformation, filterPattern = READS_BY_ROOT]) =>
      addsTo('DescribeMetricFilters', 'metricFilters', {
        ...{ filterName, logGroupName, filterPattern, metricTransformations: [transformation] },
      }),
    ),
  );
});

test('a filter that somebody added is told: at a log of the stack, or at another where it counts into a metric of an alert', () => {
  const filters = report.findings.map(({ gate, after }) => {
    const { FilterName, LogGroupName } = Object(after).Properties;
    return [gate, FilterName, LogGroupName.replaceAll(/\W/g, '')].join(' | ');
  });
  expect(filters).toEqual([
    'audit.gained | a-further-count | AccessAuditTrailLogGroup0804CF54',
    'audit.gained | another-metric | SecretKeeperLogGroup6D63390D',
    'audit.path | staging-kaizencoach-audit-denied | anotherlog',
    'audit.path | counts-always | AccessAuditTrailLogGroup0804CF54',
    'audit.path | counts-everything | AccessAuditTrailLogGroup0804CF54',
    'audit.path | counts-everything-by-blanks | AccessAuditTrailLogGroup0804CF54',
    'audit.path | counts-everything-by-a-version | AccessAuditTrailLogGroup0804CF54',
    'audit.path | counts-everything-by-what-is-not | AccessAuditTrailLogGroup0804CF54',
    'audit.path | counts-what-is-not-understood | AccessAuditTrailLogGroup0804CF54',
    'audit.path | counts-what-no-alert-knows | AccessAuditTrailLogGroup0804CF54',
    'audit.path | counts-a-call-about-anything | AccessAuditTrailLogGroup0804CF54',
    'audit.path | counts-another-log | anotherlog',
    'audit.path | counts-what-the-app-does | AccessAuditTrailLogGroup0804CF54',
    'audit.gained | counts-everything-for-no-alarm | AccessAuditTrailLogGroup0804CF54',
  ]);
});
