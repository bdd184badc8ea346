import type { AuditSettings } from '../../../lib/environments/audit-row';
import { RETAINED } from '../../support/sample-environments';
import { refusalOf } from '../support/refusal';

function refused(settings: Partial<AuditSettings>): string[] {
  return refusalOf({ audit: { ...RETAINED.audit, ...settings } });
}

test.each([0, -1, 1.5, Number.NaN])('%d reads an hour are refused', (maxReadsPerHour) => {
  expect(refused({ maxReadsPerHour })).toEqual([
    `sample: audit.maxReadsPerHour must be a whole number from 1, got ${JSON.stringify(maxReadsPerHour)}`,
  ]);
});

test.each(['nobody', '@kaizencoach.training', 'a b@kaizencoach.training', 'alerts@kaizencoach'])(
  'the subscription %j is refused',
  (address) => {
    expect(refused({ subscriptions: ['alerts@kaizencoach.training', address] })).toEqual([
      `sample: audit.subscriptions must be e-mail addresses, got "${address}"`,
    ]);
  },
);

test.each(['a b', '', 'x'.repeat(513)])('the log group %j is refused', (logGroupName) => {
  expect(refused({ trail: { mode: 'existing', logGroupName } })).toEqual([
    `sample: audit.trail.logGroupName must be 1 to 512 letters, digits and _/.#-, got "${logGroupName}"`,
  ]);
});

test.each(['organization', 'lean'] as const)('a dashboard of an audit with the trail %s is refused', (mode) => {
  expect(refused({ trail: { mode } })).toEqual([
    `sample: audit.dashboard needs a trail of mode create or existing, got "${mode}"`,
  ]);
});

test('a dashboard of an existing trail is accepted', () => {
  expect(refused({ trail: { mode: 'existing', logGroupName: '/account/trail' } })).toEqual([]);
});
