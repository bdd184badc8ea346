import type { Acceptance } from '../../lib/review/acceptances';
import { findingOf } from '../../lib/review/finding';
import type { GateId } from '../../lib/review/gates';
import { parseOptions } from '../../lib/review/options';
import { headline } from '../../lib/review/page/words';
import { exitCodeOf, type Report, reportOf } from '../../lib/review/report';

const TODAY = '2026-06-01';
const found = (gate: GateId) =>
  findingOf('staging', {
    gate,
    sentence: 'Something differs.',
    before: null,
    after: gate,
    evidence: [{ logicalId: 'SecretPolicy', path: '' }],
  });
const STOPS = found('access.reader');
const SHOWN = found('access.tightened');
const accepting = (until: string) => ({
  gate: STOPS.gate,
  environment: 'staging',
  finding: STOPS.fingerprint,
  reason: 'a break-glass role for emergencies',
  until,
});
const ACCEPTED = [accepting('2026-06-30')] as const;
const EXPIRED = [accepting('2026-05-31')];

interface Case {
  readonly findings?: Report['findings'];
  readonly acceptances?: readonly Acceptance[];
  readonly notRead?: readonly string[];
  readonly harmless?: boolean;
}

/** The report about what runs. */
function deployed({ findings = [], acceptances = [], notRead = [], harmless = false }: Case): Report {
  const difference = { logicalId: 'Alarm', type: 'AWS::CloudWatch::Alarm', path: [], before: 'a', after: 'b' };
  const judged = {
    environment: 'staging',
    findings,
    harmless: harmless ? [difference] : [],
    cost: { before: 1, after: 1 },
    notUnderstood: 0,
    notes: [],
  };
  return reportOf({
    kind: 'deployed',
    compared: 'what runs as staging → working tree',
    judgement: { environments: [judged], findings: [] },
    repository: [],
    acceptances,
    today: TODAY,
    notChecked: ['the bytes of the keeper’s code'],
    notRead,
  });
}

test.each<[string, Case, release: number, drift: number, words: string]>([
  ['nothing differs', {}, 0, 0, 'Nothing differs, in all that was read.'],
  [
    'something differs that needs acceptance',
    { findings: [STOPS, SHOWN] },
    1,
    1,
    '2 differences between the code and what runs; 1 needs acceptance.',
  ],
  [
    'all that needs acceptance is accepted',
    { findings: [STOPS, SHOWN], acceptances: ACCEPTED },
    0,
    1,
    '2 differences between the code and what runs; none needs acceptance.',
  ],
  [
    'something was accepted, for too short a time',
    { findings: [STOPS], acceptances: EXPIRED },
    1,
    1,
    '1 difference between the code and what runs; 1 needs acceptance.',
  ],
  [
    'something was accepted anew, since the time was over',
    { findings: [STOPS], acceptances: [...EXPIRED, ...ACCEPTED] },
    0,
    1,
    '1 difference between the code and what runs; none needs acceptance.',
  ],
  [
    'something differs that is shown only',
    { findings: [SHOWN] },
    0,
    1,
    '1 difference between the code and what runs; none needs acceptance.',
  ],
  ['nothing that matters differs', { harmless: true }, 0, 1, 'Nothing that matters differs, in all that was read.'],
  [
    'something could not be read',
    { notRead: ['the policy of the secret (AccessDeniedException)'] },
    0,
    1,
    'Nothing differs, in all that was read. 1 part could not be read.',
  ],
])('where %s, a release goes on or ends, and drift is told', (_, given, release, drift, words) => {
  const report = deployed(given);
  expect({
    release: exitCodeOf(report),
    drift: exitCodeOf(report, { drift: true }),
    words: headline(report),
  }).toEqual({ release, drift, words });
});

test('what was accepted for a release counts there', () => {
  expect(exitCodeOf(deployed({ findings: [STOPS], acceptances: [{ ...ACCEPTED[0], of: 'release' }] }))).toBe(0);
});

test('what could not be read is not checked', () => {
  expect(deployed({ notRead: ['the policy of the secret'] }).notChecked).toEqual([
    'the policy of the secret',
    'the bytes of the keeper’s code',
  ]);
});

test.each(['--base', '--deployed', '--explain', '--today', '--compared'])(
  'a second %s is refused: one of the two would go unused',
  (option) => {
    expect(() => parseOptions([option, 'one', option, 'two'])).toThrow('given twice');
  },
);

test('drift is asked where it is, and where it is not asked it is not told', () => {
  expect(parseOptions(['--deployed', 'staging', '--drift'])).toMatchObject({ deployed: 'staging', drift: true });
  expect(parseOptions(['--deployed', 'staging'])).toMatchObject({ drift: false });
});

test.each([
  ['--base main --drift', '--drift goes with --deployed <environment>'],
  ['--explain access.reader --drift', '--drift goes with --deployed <environment>'],
  ['--base main --sources one other', '--sources goes with --assemblies <base> <head>'],
  ['--deployed staging --sources one other', '--sources goes with --assemblies <base> <head>'],
  ['--deployed staging --compared words', '--compared goes with --assemblies <base> <head>'],
  ['--base main --json --markdown', 'say one of --json, --markdown'],
])('an option that would be of no effect is refused: %s', (words, said) => {
  expect(() => parseOptions(words.split(' '))).toThrow(said);
});
