import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { reviewAssemblies } from '../../lib/review/review-assemblies';

let scratch: string;
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'pull-request-'));
});
afterEach(() => rmSync(scratch, { recursive: true }));

/** A folder with `files`, by its path from where the review runs: so the workflows name the two sides. */
function folder(name: string, files: Readonly<Record<string, string>>): string {
  for (const [path, text] of Object.entries(files)) {
    const file = join(scratch, name, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return relative(process.cwd(), join(scratch, name));
}

function assembly(name: string): string {
  const stack = { type: 'aws:cloudformation:stack', properties: { templateFile: 'template.json' } };
  const Code = { S3Bucket: 'assets', S3Key: `${name}.zip` };
  return folder(`assembly-${name}`, {
    'manifest.json': JSON.stringify({ version: '1', artifacts: { StagingStack: stack } }),
    'template.json': JSON.stringify({
      Resources: { Keeper: { Type: 'AWS::Lambda::Function', Properties: { Code } } },
    }),
  });
}

const LOCK = JSON.stringify({ packages: { 'node_modules/one': { version: '1.0.0', integrity: 'sha512-one' } } });
const BASE = { 'package-lock.json': LOCK, 'lib/keeper/index.ts': "import './two';\nimport 'one';\n" };

test('a pull request whose keeper differs says in which files, though nothing is installed beside the change', async () => {
  const { findings } = await reviewAssemblies({
    assemblies: [assembly('base'), assembly('head')],
    sources: [
      folder('base', { ...BASE, 'lib/keeper/two.ts': '', 'node_modules/one/index.js': 'one();\n' }),
      folder('head', { ...BASE, 'lib/keeper/two.ts': 'more();\n' }),
    ],
    drift: false,
    format: 'json',
    today: '2026-01-01',
  });
  expect(findings.find(({ gate }) => gate === 'keeper.code')?.details).toEqual([
    '`lib/keeper/two.ts` differs',
    'its packages are not compared here, since one side has none installed; what the lock file says of them is',
    expect.stringContaining('whether this code was made of them is not checked'),
  ]);
});
