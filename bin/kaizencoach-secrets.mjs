#!/usr/bin/env node
// The program that `npx kaizencoach-secrets` finds: it runs the TypeScript beside it.
process.argv.splice(2, 0, 'bin/kaizencoach-secrets.ts');
await import('../scripts/run.mjs');
