import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readAssembly } from '../../lib/review/assembly/assembly';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'large-'));
  const properties = { templateFile: 'StagingStack.template.json' };
  const artifacts = { StagingStack: { type: 'aws:cloudformation:stack', properties } };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ artifacts }));
});
afterEach(() => rmSync(folder, { recursive: true }));

const MEGABYTE = 1_048_576;

function read(bytes: number) {
  writeFileSync(join(folder, 'StagingStack.template.json'), '{}'.padEnd(bytes));
  return [...readAssembly(folder).stacks.keys()];
}

test('a template as large as CloudFormation takes is read', () => {
  expect(read(MEGABYTE)).toEqual(['StagingStack']);
});

test('a larger template, which nobody can deploy, is refused', () => {
  expect(() => read(MEGABYTE + 1)).toThrow('StagingStack.template.json must have at most 1048576 bytes');
});
