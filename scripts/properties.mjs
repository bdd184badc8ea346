// Runs every file of properties with each of 50 seeds: `npm run properties [-- <first seed>]`.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SEEDS = 50;
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const first = Number(process.argv[2] ?? 1);

const files = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
  .map((name) => `test/${name}`)
  .filter((file) => file.endsWith('.test.ts') && isOfProperties(readFileSync(join(root, file), 'utf8')));

/** A file that only draws samples states no property of them by seed. */
function isOfProperties(text) {
  return text.includes("'fast-check'") && /\bassert\(/.test(text);
}

const failed = [];
for (let seed = first; seed < first + SEEDS; seed += 1) {
  const { status } = spawnSync(
    process.execPath,
    ['node_modules/jest/bin/jest.js', '--selectProjects', 'unit', '--runTestsByPath', ...files],
    {
      cwd: root,
      env: { ...process.env, PROPERTY_SEED: String(seed) },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  if (status !== 0) {
    failed.push(seed);
  }
}
process.stdout.write(
  `${files.length} files of properties, ${SEEDS} seeds from ${first}: ${SEEDS - failed.length} passed\n`,
);
if (failed.length > 0) {
  process.stdout.write(`failed with PROPERTY_SEED=${failed.join(', ')}\n`);
  process.exitCode = 1;
}
