import { KEEPER_TIMEOUT_SECONDS } from '../../../lib/contract/keeper-settings';
import type { Records } from '../../../lib/keeper/secret/record-tags';
import type { ListedVersion } from '../../../lib/keeper/secret/stored-version';
import { Lineage } from '../../../lib/keeper/versions/lineage';
import { idFrom, version } from '../support/versions';

const TWO_TIMEOUTS_MS = 2 * KEEPER_TIMEOUT_SECONDS * 1_000;
const NO_RECORDS: Records = new Map();
const record = (versionId: string) =>
  ({ madeAt: '2026-06-01T00:00:00Z', operation: 'seed', how: 'generated', versionId }) as const;

const of = (versions: readonly ListedVersion[], records = NO_RECORDS, lastWritten?: string) =>
  new Lineage(versions, records, lastWritten);

describe('a version is proved to have been current', () => {
  const one = version('one', 0);

  const other = version('other', 1);
  const [ofOne, ofOther]: Records[] = ['one', 'other'].map((id) => new Map([['K', record(id)]]));

  test.each([
    ['by AWSCURRENT', [version('one', 0, ['AWSCURRENT'])], NO_RECORDS, undefined, true],
    ['by AWSPREVIOUS', [version('one', 0, ['AWSPREVIOUS'])], NO_RECORDS, undefined, true],
    ['not by the keeper’s own label', [version('one', 0, ['KAIZENCOACH_STAGED'])], NO_RECORDS, undefined, false],
    ['by the record of any key', [one], ofOne, undefined, true],
    ['not by the record of another version', [one], ofOther, undefined, false],
    ['not by a record that is not understood', [one], new Map([['K', null]]), undefined, false],
    ['by the tag of the last write', [one], NO_RECORDS, 'one', true],
    ['by that tag beside records', [one], ofOther, 'one', true],
    ['by a record beside that tag', [one], ofOne, 'other', true],
    ['by a version computed from it', [one, version(idFrom('one', 'next'), 1)], NO_RECORDS, undefined, true],
    ['not by one computed from another', [one, version(idFrom('other', 'next'), 1)], NO_RECORDS, undefined, false],
    ['not by being there', [one, other], NO_RECORDS, undefined, false],
  ])('%s', (_, versions, records = NO_RECORDS, lastWritten, expected) => {
    expect(versions.map((each) => of(versions, records, lastWritten).wasCurrent(each))[0]).toBe(expected);
  });
});

describe('a version is proved never to have been current', () => {
  const mine = version(idFrom('base', 'mine'), 0);
  const winner = (atMs: number, stages = ['AWSPREVIOUS']) => version(idFrom('base', 'winner'), atMs, stages);
  const base = (stages: readonly string[]) => version('base', -1, stages);

  test.each([
    ['its base is current still', [base(['AWSCURRENT']), mine], true],
    ['the current version took the label from its base', [base(['AWSPREVIOUS']), mine], true],
    ['another one computed from its base was current', [base([]), mine, winner(1)], true],
    ['that one was made two time-outs after it', [base([]), mine, winner(TWO_TIMEOUTS_MS)], true],
    ['that one was made two time-outs before it', [base([]), mine, winner(-TWO_TIMEOUTS_MS)], true],
    ['not where that one was made later', [base([]), mine, winner(TWO_TIMEOUTS_MS + 1)], false],
    ['not where that one was made earlier', [base([]), mine, winner(-TWO_TIMEOUTS_MS - 1)], false],
    ['not where that one was not current either', [base([]), mine, winner(1, [])], false],
    ['not where its base is neither of the latest', [base([]), mine, version('other', 1, ['AWSCURRENT'])], false],
    ['not where its base is gone', [mine], false],
  ])('%s', (_, versions, expected) => {
    expect(of(versions).neverWasCurrent(mine)).toBe(expected);
  });

  test('the one of three that won tells it of both others', () => {
    const other = version(idFrom('base', 'other'), 2);
    const lineage = of([base([]), winner(1), mine, other]);
    expect([mine, other].map((each) => lineage.neverWasCurrent(each))).toEqual([true, true]);
  });

  test('not one that a record names, or a label, although its base is AWSPREVIOUS', () => {
    const labelled = version(idFrom('base', 'labelled'), 0, ['AWSCURRENT']);
    const lineage = of([base(['AWSPREVIOUS']), mine, labelled], NO_RECORDS, mine.versionId);
    expect([mine, labelled].map((each) => lineage.neverWasCurrent(each))).toEqual([false, false]);
  });

  test('not one of the console, which takes the label when it is made', () => {
    const console = version('console', 1);
    expect(of([version('current', 0, ['AWSCURRENT']), console]).neverWasCurrent(console)).toBe(false);
  });

  test('not a first version: there was none to take the label from', () => {
    const first = version(idFrom(undefined, 'first'), 0);
    expect(of([first, version('current', 1, ['AWSCURRENT'])]).neverWasCurrent(first)).toBe(false);
  });
});

describe('which of two versions was current before the other', () => {
  const root = version('root', 10);
  const child = version(idFrom('root', 'child'), 5);
  const grandchild = version(idFrom(child.versionId, 'grandchild'), 0);

  test.each([
    ['what another was computed from, whatever the dates say', root, child, true],
    ['also across a version between them', root, grandchild, true],
    ['never what was computed from the other', child, root, false],
    ['nor across a version between them', grandchild, root, false],
    ['nor one of later that is no kin, whatever else there is', version('stranger', 50), grandchild, false],
  ])('%s', (_, one, other, expected) => {
    expect(of([root, child, grandchild]).cameBefore(one, other)).toBe(expected);
  });

  test('a version between them that is gone leaves the dates', () => {
    const lineage = of([root, grandchild]);
    expect(lineage.cameBefore(root, grandchild)).toBe(false);
  });

  const early = version('early', 0);
  test.each([
    ['the one made earlier, where the later one was current', early, version('late', 1, ['AWSCURRENT']), true],
    ['not where the later one may never have been', early, version('late', 1), false],
    ['neither of two made at once', early, version('late', 0, ['AWSCURRENT']), false],
    ['not the one made later', version('late', 1), version('early', 0, ['AWSCURRENT']), false],
    [
      'not one computed from the other, which has the later date',
      version(idFrom('early', 'next'), 0),
      version('early', 1, ['AWSCURRENT']),
      false,
    ],
  ])('without kinship: %s', (_, one, other, expected) => {
    expect(of([one, other]).cameBefore(one, other)).toBe(expected);
  });
});
