import type { Acceptance } from '../../lib/review/acceptances';
import { type Finding, findingOf } from '../../lib/review/finding';
import { terminalPage } from '../../lib/review/page/terminal';
import { exitCodeOf, reportOf } from '../../lib/review/report';

const STOPS = findingOf('staging', {
  gate: 'access.reader',
  sentence: 'Something differs.',
  before: null,
  after: 'more',
  evidence: [{ logicalId: 'SecretPolicy', path: '' }],
});
const ACCEPTANCE: Acceptance = {
  gate: STOPS.gate,
  environment: 'staging',
  of: 'release',
  finding: STOPS.fingerprint,
  reason: 'a break-glass role for emergencies',
  until: '2026-06-30',
};

/** The report about a change with these findings that brings acceptances for a release. */
const changed = (findings: readonly Finding[], acceptances: readonly Acceptance[] = [ACCEPTANCE]) =>
  reportOf({
    compared: 'main → this change',
    judgement: { environments: [], findings },
    repository: [],
    acceptances,
    today: '2026-06-01',
    notChecked: [],
  });

test('what is accepted for a release accepts nothing of the change that brings it', () => {
  expect(changed([])).toMatchObject({ result: 'clean', refused: [], forRelease: [ACCEPTANCE] });
  expect(changed([STOPS])).toMatchObject({ result: 'needs acceptance', accepted: [] });
});

test('the page tells of it, in the line that everybody reads and with everything that it says', () => {
  expect(terminalPage(changed([]))).toContain(
    `accepted until 2026-06-30 for a release, and not in this change: access.reader in staging, ${STOPS.fingerprint}, because a break-glass role for emergencies`,
  );
  for (const findings of [[], [STOPS]]) {
    expect(terminalPage(changed(findings))).toContain('1 acceptance for a release is added.');
  }
});

test.each<[string, Partial<Acceptance>, string]>([
  ['for a gate that there is none of', { gate: 'Nothing was accepted. Also' }, 'no such gate'],
  ['of what nobody can accept', { gate: 'review.self' }, 'this gate cannot be accepted'],
  ['that would count when nobody thinks of it any more', { until: '2026-12-31' }, 'at most 30 days off'],
  ['that counts no more', { until: '2026-05-31' }, 'from today on'],
  ['for prose', { environment: 'staging, because it is needed' }, 'no such environment'],
])('it is refused in the change that brings it: one %s', (_, more, why) => {
  const report = changed([], [{ ...ACCEPTANCE, ...more }]);
  expect(report).toMatchObject({ refused: [expect.stringContaining(why)], forRelease: [] });
  expect(exitCodeOf(report)).toBe(1);
});

test('what was changed by hand is accepted for a release by the name that its page gives it', () => {
  const byHand = { ...ACCEPTANCE, environment: 'staging, changed by hand' };
  expect(changed([], [byHand])).toMatchObject({ refused: [], forRelease: [byHand] });
});

const FINAL = { ...STOPS, gate: 'review.self' as const, stops: 'final' as const };

test.each<[string, 'change' | 'deployed', readonly Finding[], string]>([
  ['of a change', 'change', [STOPS], 'In this same change, add the entries that --markdown prints'],
  ['of a release', 'deployed', [STOPS], 'In a pull request, add the entries that --markdown prints'],
  ['without anything to accept', 'change', [], ''],
  ['with what nobody can accept', 'change', [FINAL], ''],
])('the terminal’s page %s ends with how to accept, where that is to be done', (_, kind, findings, expected) => {
  const last = terminalPage({ ...changed(findings, []), kind })
    .trimEnd()
    .split('\n')
    .at(-1);
  expect(last?.includes('--markdown')).toBe(expected !== '');
  expect(last).toContain(expected);
});
