import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesOf } from '../../../lib/operator/input/brought-values';

const here = process.cwd();
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'files-of-'));
  process.chdir(folder);
  for (const name of ['a.json', 'google.key', 'secret.txt', '-', 'undefined']) {
    writeFileSync(name, 'x', { mode: 0o600 });
  }
  mkdirSync('folder');
  execFileSync('mkfifo', ['pipe']);
});
afterEach(() => {
  process.chdir(here);
  rmSync(folder, { recursive: true });
});

test.each([
  [
    'every file that a source names',
    { file: 'a.json', gcpKeyFile: 'google.key', set: ['STRAVA_CLIENT_SECRET=@secret.txt'] },
    ['a.json', 'google.key', 'secret.txt'],
  ],
  [
    'not the standard input, even where a file has its name',
    { file: '-', set: ['STRAVA_CLIENT_SECRET=-', 'STRAVA_CLIENT_ID=@secret.txt'] },
    ['secret.txt'],
  ],
  ['none where none is named', {}, []],
  ['no pipe, no folder and nothing that is not there', { file: 'pipe', gcpKeyFile: 'folder', set: [] }, []],
  ['nothing that is not there', { file: 'absent.json', set: ['STRAVA_CLIENT_SECRET=@absent.txt'] }, []],
])('what may stay behind and be deleted: %s', (_, sources, files) => {
  expect(filesOf(sources)).toEqual(files);
});
