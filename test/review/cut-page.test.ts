import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { projectRoot } from '../../lib/project-root';
import { type Finding, findingOf } from '../../lib/review/finding';
import type { GateId } from '../../lib/review/gates';
import { type Report, reportOf } from '../../lib/review/report';

let scratch: string;
let page: typeof import('../../lib/review/page/page');
beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'cut-page-'));
  // What writes Markdown is of modules that these tests do not load as they are.
  const outfile = join(scratch, 'page.cjs');
  const entryPoints = ['lib/review/page/page.ts'];
  buildSync({ absWorkingDir: projectRoot(), entryPoints, outfile, bundle: true, platform: 'node' });
  page = createRequire(__filename)(outfile);
});
afterAll(() => rmSync(scratch, { recursive: true }));

const found = (gate: GateId, index: number, detail = '') =>
  findingOf('staging', {
    gate,
    sentence: `Number ${index} of \`${gate}\`.`,
    details: [`behind ${index}${detail}`],
    before: null,
    after: index,
    evidence: [{ logicalId: `Place${index}`, path: '' }],
  });

const many = (count: number, gate: GateId, detail = '') =>
  Array.from({ length: count }, (_, index) => found(gate, index, detail));

function pageOf(findings: readonly Finding[], more: Partial<Report> = {}): string {
  const judgement = { environments: [], findings };
  const input = { compared: '', judgement, repository: [], acceptances: [], today: '2026-06-01', notChecked: [] };
  const text = page.markdownPage({ ...reportOf(input), ...more });
  expect(text.length).toBeLessThanOrEqual(60_000);
  return text;
}

const NAMED = 8;
/** Findings of which the page says neither what is behind them, nor that this was cut from it, by gate and fingerprint. */
const silent = (text: string, findings: readonly Finding[]) => {
  const words = new Set(text.split(/[\s`]+/));
  return findings.filter(
    ({ gate, details: [line = ''], fingerprint }) =>
      !text.includes(`- ${line}\n`) && !(words.has(gate) && words.has(fingerprint.slice(0, NAMED))),
  );
};

test.each([100, 400, 4_000])('of %d findings none goes from a page that is too long for them unsaid', (count) => {
  const findings = [
    ...many(count / 2, 'access.tightened', 'x'.repeat(400)),
    ...many(count / 2, 'access.reader', 'x'.repeat(400)),
  ];
  const text = pageOf(findings);
  expect(silent(text, findings)).toEqual([]);
  expect(text).toContain('`npm run review -- --base <ref> --json` says everything');
});

test('what is behind the findings that stop the change stays before what is behind the others', () => {
  const text = pageOf([
    ...many(60, 'access.tightened', 'x'.repeat(900)),
    ...many(30, 'access.reader', 'x'.repeat(900)),
  ]);
  const [reader, tightened] = (['access.reader', 'access.tightened'] as const).map(
    (gate) => text.split(`\`${gate}\`.`).length,
  );
  expect({ reader, tightened }).toEqual({ reader: 31, tightened: 61 });
  expect(text.split('why it matters').length).toBe(31);
});

test('a finding that no page has room for takes the place of no other', () => {
  const large = found('data.written', 1, 'x'.repeat(70_000));
  const others = many(20, 'access.reader');
  const text = pageOf([large, ...others]);
  expect(silent(text, [large, ...others])).toEqual([]);
  expect(text.split('why it matters').length).toBe(21);
});

const LINES = Array.from({ length: 100 }, (_, index) => `${index} ${'x'.repeat(700)}`);
const COUNTED: readonly [string, Partial<Report>, string][] = [
  ['was not checked', { notChecked: LINES }, '100 lines of what was not checked'],
  ['is noted', { notes: LINES }, '100 lines of what was not checked'],
  ['is accepted and does not count', { refused: LINES }, '100 lines about acceptances'],
];

test.each(COUNTED)('what %s is counted where there is no room for it', (_, more, words) => {
  expect(pageOf([], more)).toContain(words);
});

test('more findings than a page can name are counted by gate, and that none is named is said', () => {
  const text = pageOf([...many(7_000, 'access.reader'), ...many(3, 'review.self')], { notes: LINES, refused: LINES });
  const counted = ['⛔ `access.reader`: 7000', '⛔ `review.self`: 3', ...COUNTED.map(([, , words]) => words)];
  for (const words of [...counted, 'There are too many findings to name one of them.', '7000 findings’ entries']) {
    expect(text).toContain(words);
  }
});
