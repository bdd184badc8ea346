#!/usr/bin/env node
// The program that `npx kaizencoach-secrets` finds: it runs the TypeScript beside it.
if (folderExists()) {
  process.argv.splice(2, 0, 'bin/kaizencoach-secrets.ts');
  await import('../scripts/run.mjs');
} else {
  process.stderr.write(
    'error: the folder that you are in does not exist any more\n  next: cd to a folder that exists\n',
  );
  process.exitCode = 2;
}

function folderExists() {
  try {
    return process.cwd() !== '';
  } catch {
    return false;
  }
}
