import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deleteFiles } from '../../../lib/operator/input/delete-files';
import { aChange, aPlan, fakeContext } from '../support/fake-context';

test.each([
  ['is current', { change: aChange() }, false],
  ['was overtaken', { change: aChange({ overtaken: true }) }, true],
  ['is current, its answer being lost', { withoutReply: { versionId: 'v2', overtaken: false } }, false],
  ['was overtaken, its answer being lost', { withoutReply: { versionId: 'v2', overtaken: true } }, true],
])('the file of a change that %s, after --delete-file', async (_, made, isKept) => {
  const folder = mkdtempSync(join(tmpdir(), 'delete-'));
  const file = join(folder, 'values.json');
  writeFileSync(file, '{}');
  const deleted = await deleteFiles([file], { plan: aPlan(), ...made }, true, fakeContext());
  expect({ kept: existsSync(file), deleted }).toEqual({ kept: isKept, deleted: isKept ? [] : [file] });
  rmSync(folder, { recursive: true });
});
