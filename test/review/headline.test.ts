import { type Finding, findingOf, REPOSITORY } from '../../lib/review/finding';
import { costSentence, headline } from '../../lib/review/page/words';
import { reportOf } from '../../lib/review/report';

const sentence = 'The review itself, or who must approve, changes.';
const edited = (logicalId: string) => ({
  gate: 'review.self' as const,
  sentence,
  before: '1',
  after: '2',
  evidence: [{ logicalId, path: '' }],
});

const reportOn = (findings: readonly Finding[]) =>
  reportOf({
    compared: '',
    judgement: { environments: [], findings },
    repository: [],
    acceptances: [],
    today: '2026-06-01',
    notChecked: [],
  });

test.each([
  [1, 'One of them cannot be accepted'],
  [2, '2 of them cannot be accepted'],
])('of %i changes of the review itself the headline says: %s', (number, expected) => {
  const findings = ['CODEOWNERS', 'package.json'].slice(0, number).map((id) => findingOf(REPOSITORY, edited(id)));
  expect(headline(reportOn(findings))).toContain(expected);
});

test('where every stack is new or gone, nobody says that data and cost do not change, and that all is understood', () => {
  expect(costSentence(reportOn([]))).toBe(
    'No stack is on both sides: what changes of data and cost, and what is not understood, is not known',
  );
});
