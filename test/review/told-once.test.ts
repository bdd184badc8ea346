import { type Finding, findingOf } from '../../lib/review/finding';
import { terminalPage } from '../../lib/review/page/terminal';
import { environmentsIn, toldOnce } from '../../lib/review/page/told-once';
import { exitCodeOf, type Report, reportOf } from '../../lib/review/report';

/** Somebody who could read, in one environment. */
const reader = (environment: string, role: string) =>
  findingOf(environment, {
    gate: 'access.reader',
    sentence: `\`role/${role}\` could read the value.`,
    details: [`role/${role}: read the value`],
    before: null,
    after: [`arn:aws:iam::111122223333:role/${role}`],
    evidence: [{ logicalId: 'AccessPolicy', path: 'ResourcePolicy' }],
  });

const summary = (environment: string): Report['environments'][number] => ({
  environment,
  toAccept: 1,
  changes: 1,
  otherChanges: [],
  cost: { before: 1, after: 1 },
  notUnderstood: 0,
  sameAnswers: null,
});

function reportOn(findings: readonly Finding[], accepted: readonly Finding[] = []): Report {
  const report = reportOf({
    compared: '',
    judgement: { environments: [], findings },
    repository: [],
    acceptances: accepted.map(({ gate, environments: [environment = ''], fingerprint }) => ({
      ...{ gate, environment, finding: fingerprint, reason: 'agreed on with the owners', until: '2026-06-02' },
    })),
    today: '2026-06-01',
    notChecked: [],
  });
  return { ...report, environments: ['production', 'staging', 'mark', 'shane', 'dom'].map(summary) };
}

const told = (findings: readonly Finding[], report = reportOn(findings)) =>
  toldOnce(report).map((each) => environmentsIn(each, report));

test.each<[string, readonly [environment: string, role: string][], readonly string[]]>([
  [
    'is told once where it says the same',
    [
      ['staging', 'BreakGlass'],
      ['mark', 'BreakGlass'],
    ],
    ['staging, mark'],
  ],
  [
    'is told once where it says the same but for the environment’s own names, and that is said',
    [
      ['production', 'prod-kaizencoach-migration-role'],
      ['staging', 'staging-kaizencoach-migration-role'],
      ['mark', 'mark-kaizencoach-migration-role'],
    ],
    ['production, staging, mark, each by its own names'],
  ],
  [
    'is told for each where the roles are only called like an environment’s',
    [
      ['mark', 'ops-kaizencoach-migration-role'],
      ['shane', 'eve-kaizencoach-migration-role'],
      ['dom', 'mallory-kaizencoach-migration-role'],
    ],
    ['mark', 'shane', 'dom'],
  ],
  [
    'is told for each where one is another environment’s role',
    [
      ['mark', 'mark-kaizencoach-migration-role'],
      ['dom', 'mark-kaizencoach-migration-role'],
    ],
    ['mark', 'dom'],
  ],
  [
    'is told for each where a name only ends like an environment’s own',
    [
      ['mark', 'ranmark-kaizencoach-migration-role'],
      ['dom', 'random-kaizencoach-migration-role'],
    ],
    ['mark', 'dom'],
  ],
  [
    'is told for each holder of one environment',
    [
      ['staging', 'ops-kaizencoach-role'],
      ['staging', 'eve-kaizencoach-role'],
    ],
    ['staging', 'staging'],
  ],
  [
    'is told for each though it says the same in one environment',
    [
      ['staging', 'BreakGlass'],
      ['staging', 'BreakGlass'],
    ],
    ['staging', 'staging'],
  ],
  [
    'is told of all environments only where it is each of them',
    ['production', 'staging', 'mark', 'shane', 'other'].map((environment) => [environment, 'BreakGlass']),
    ['production, staging, mark, shane, other'],
  ],
])('a reader %s', (_, readers, expected) => {
  const findings = readers.map(([environment, role]) => reader(environment, role));
  expect(told(findings)).toEqual(expected);
  if (expected.length === readers.length) {
    for (const [, role] of readers) {
      expect(terminalPage(reportOn(findings))).toContain(role);
    }
  }
});

test('what is accepted and what is not are told apart, in all environments', () => {
  const findings = ['staging', 'mark', 'dom'].map((environment) => reader(environment, 'BreakGlass'));
  expect(told(findings, reportOn(findings, findings.slice(1)))).toEqual(['staging', 'mark, dom']);
});

test('of two findings that nothing but their words tells apart one acceptance is of one: the page says as the exit code', () => {
  const ops = reader('staging', 'ops-role');
  const findings = [ops, { ...reader('staging', 'eve-role'), fingerprint: ops.fingerprint }];
  const report = reportOn(findings, [ops]);
  expect(exitCodeOf(report)).toBe(1);
  expect(toldOnce(report).map(({ finding, isOpen }) => [isOpen, finding.sentence])).toEqual([
    [true, '`role/eve-role` could read the value.'],
    [false, '`role/ops-role` could read the value.'],
  ]);
  expect(terminalPage(report)).toContain('1 change needs acceptance.');
});
