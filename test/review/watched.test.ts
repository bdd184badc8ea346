import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buildSync } from 'esbuild';
import { projectRoot } from '../../lib/project-root';
import { judgeSources } from '../../lib/review/sources/judge-sources';

let scratch: string;
beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'watched-'));
});
afterAll(() => rmSync(scratch, { recursive: true }));

function sideWith(side: string, path: string, text: string) {
  const folder = join(scratch, side, path.replaceAll('/', '-'));
  mkdirSync(join(folder, dirname(path)), { recursive: true });
  writeFileSync(join(folder, path), text);
  return { folder };
}

test('a change of any file that the judge is made of is a finding, but of the rows, which reviews are about', () => {
  const { metafile } = buildSync({
    absWorkingDir: projectRoot(),
    entryPoints: ['bin/kaizencoach-review.ts'],
    outfile: 'judge.cjs',
    bundle: true,
    packages: 'external',
    platform: 'node',
    metafile: true,
    write: false,
  });
  const silent = Object.keys(metafile.inputs).filter(
    (path) => judgeSources(sideWith('base', path, '1'), sideWith('head', path, '2')).length === 0,
  );
  expect(silent).toEqual(['lib/environments/rows.ts']);
});
