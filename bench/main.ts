import { bundleSize } from './bundle-size';
import { costFigures } from './cost';
import { documents } from './documents';
import { growth } from './growth';
import { keeperCalls } from './keeper-calls';
import { localStart } from './local-start';
import { reviewFigures } from './review';
import { statusCommand } from './status-command';
import { synthesisRatio } from './synthesis';

// Prints the design's figures beside their bounds; exits with 1 where one does not hold.
async function main(): Promise<void> {
  const figures = [
    await synthesisRatio(),
    ...reviewFigures(),
    ...(await growth()),
    bundleSize(),
    ...documents(),
    ...(await keeperCalls()),
    await statusCommand(),
    ...costFigures(),
    await localStart(),
  ];
  for (const { what, measured, bound, holds } of figures) {
    process.stdout.write(`${holds ? 'holds' : 'FAILS'}  ${what}: ${measured}, bound ${bound}\n`);
  }
  process.exitCode = figures.every(({ holds }) => holds) ? 0 : 1;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
