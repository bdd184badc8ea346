#!/usr/bin/env node
// The program that `npx kaizencoach-review` finds: it runs the TypeScript beside it. Whatever goes wrong on the way there is
// "could not compare", never a result.
process.on('uncaughtException', (error) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(2);
});
process.argv.splice(2, 0, 'bin/kaizencoach-review.ts');
await import('../scripts/run.mjs');
