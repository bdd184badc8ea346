import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { AuditSettings } from '../../../lib/environments/audit-row';
import { RETAINED } from '../../support/sample-environments';
import { auditStack, auditTemplate, FULL, LEAN } from './support';

const EXISTING: AuditSettings = { ...FULL, trail: { mode: 'existing', logGroupName: 'account-trail' } };
const ORGANIZATION: AuditSettings = { ...LEAN, trail: { mode: 'organization' } };

test.each([
  ['a full audit', FULL],
  ['an existing trail', EXISTING],
  ['an organization’s trail', ORGANIZATION],
  ['a lean audit', LEAN],
])('%s keeps the AWS Solutions rules', (_, settings) => {
  expect(new AwsSolutionsChecks().validateScope(auditStack(settings)).violations).toEqual([]);
});

describe.each([
  ['lean', LEAN],
  ['organization', ORGANIZATION],
])('the audit %s', (_, settings) => {
  test('has rules, and one alarm, for what they could not deliver', () => {
    const template = auditTemplate(settings);
    template.resourceCountIs('AWS::CloudWatch::Alarm', 1);
    expect(Object.keys(template.findResources('AWS::Events::Rule')).length).toBeGreaterThan(9);
    for (const type of [
      'AWS::CloudTrail::Trail',
      'AWS::S3::Bucket',
      'AWS::Logs::LogGroup',
      'AWS::CloudWatch::Dashboard',
    ]) {
      template.resourceCountIs(type, 0);
    }
  });

  test('says what it does not tell of', () => {
    const notice = Match.stringLikeRegexp('audited by EventBridge only.*many-reads, role-changed, trail-silent');
    Annotations.fromStack(auditStack(settings)).hasInfo('*', notice);
  });
});

describe('the audit on an existing trail', () => {
  test('watches its log group and makes no second trail', () => {
    const template = auditTemplate(EXISTING);
    template.resourceCountIs('AWS::CloudTrail::Trail', 0);
    template.allResourcesProperties('AWS::Logs::MetricFilter', { LogGroupName: 'account-trail' });
  });

  test('tells of any trail of the account that is stopped', () => {
    const rule = Match.objectLike({
      detail: Match.objectLike({
        $or: Match.arrayWith([
          {
            eventSource: ['cloudtrail.amazonaws.com'],
            eventName: ['StopLogging', 'DeleteTrail', 'UpdateTrail', 'PutEventSelectors'],
          },
        ]),
      }),
    });
    auditTemplate(EXISTING).hasResourceProperties('AWS::Events::Rule', {
      Name: 'sample-audit-trail-changed',
      EventPattern: rule,
    });
  });
});

describe('subscriptions', () => {
  test('none: a warning says that nobody will be told', () => {
    const stack = auditStack({ ...FULL, subscriptions: [] });
    Annotations.fromStack(stack).hasWarning('*', Match.stringLikeRegexp('nobody will be told'));
  });

  test('some: no warning', () => {
    Annotations.fromStack(auditStack()).hasNoWarning('*', Match.anyValue());
  });
});

test('more readers than a filter pattern has room for are refused', () => {
  const breakGlassRoleArns = [1, 2, 3, 4].map((number) => `arn:aws:iam::111122223333:role/${'x'.repeat(60)}${number}`);
  const message = /filter pattern of value-read must have at most 1024 characters, got \d+/;
  expect(() => auditStack(FULL, { ...RETAINED, breakGlassRoleArns })).toThrow(message);
});

test('a break-glass role has a rule, and is among the readers that raise no other alert', () => {
  const arn = 'arn:aws:iam::111122223333:role/break-glass';
  const template = auditTemplate(FULL, { ...RETAINED, breakGlassRoleArns: [arn] });
  template.hasResourceProperties('AWS::Events::Rule', { Name: 'sample-audit-break-glass' });
  const [read] = Object.values(
    template.findResources('AWS::Events::Rule', { Properties: { Name: 'sample-audit-value-read' } }),
  );
  expect(JSON.stringify(read)).toContain(arn);
});

test('the dashboard shows reads, denials, changes and the state of every alarm', () => {
  const template = auditTemplate();
  const [dashboard] = Object.values(template.findResources('AWS::CloudWatch::Dashboard'));
  const body = JSON.stringify(dashboard);
  for (const text of [
    'Reads of the value, by principal',
    'Denied attempts',
    'Changes of the secret',
    'docs/runbook.md',
  ]) {
    expect(body).toContain(text);
  }
  for (const name of ['access', 'change', 'many-reads', 'trail-silent', 'undelivered']) {
    expect(body).toContain(`alarm:sample-audit-${name}`);
  }
});
