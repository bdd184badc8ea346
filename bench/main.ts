import { availableParallelism } from 'node:os';
import { bundleSize } from './bundle-size';
import { costFigures } from './cost';
import { documents } from './documents';
import type { Figure } from './figure';
import { growth } from './growth';
import { keeperCalls } from './keeper-calls';
import { localStart } from './local-start';
import { operatorCommand } from './operator-command';
import { reviewFigures } from './review';
import { synthesisRatios } from './synthesis';

/** What is counted and not measured: the same on every machine, in seconds. */
const QUICK = {
  'bundle-size': () => bundleSize(),
  'keeper-calls': () => keeperCalls(),
  cost: () => costFigures(),
};
const ALL: Readonly<Record<string, () => Figure | Figure[] | Promise<Figure | Figure[]>>> = {
  ...QUICK,
  documents: () => documents(),
  synthesis: () => synthesisRatios(),
  growth: () => growth(),
  review: () => reviewFigures(),
  'operator-command': () => operatorCommand(),
  'local-start': () => localStart(),
};

// Prints the design's figures beside their bounds; exits with 1 where one does not hold. `npm run bench` measures everything,
// `npm run bench -- --quick` what takes seconds, `npm run bench -- growth review` those two.
async function main(): Promise<void> {
  const asked = process.argv.slice(2);
  const names = asked.length === 0 ? Object.keys(ALL) : asked[0] === '--quick' ? Object.keys(QUICK) : asked;
  const unknown = names.find((name) => !Object.hasOwn(ALL, name));
  if (unknown !== undefined) {
    throw new Error(`there is no benchmark of that name; there are: ${Object.keys(ALL).join(', ')}, --quick`);
  }
  process.stdout.write(`Node.js ${process.version}, ${availableParallelism()} cores\n`);
  for (const name of names) {
    for (const { what, measured, bound, holds } of [await ALL[name]?.()]
      .flat()
      .filter((figure) => figure !== undefined)) {
      process.stdout.write(`${holds ? 'holds' : 'FAILS'}  ${what}: ${measured}, bound ${bound}\n`);
      process.exitCode ||= holds ? 0 : 1;
    }
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
