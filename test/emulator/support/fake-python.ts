import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** A folder of the test's own, removed after the tests of its file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'emulator-unit-'));
  folders.push(folder);
  return folder;
}

/** What the stand-in for Python does. */
export interface FakePython {
  readonly version?: string;
  /** Lines that `-m venv` says before it fails. */
  readonly venvFails?: string;
  /** Lines that `-m pip` says before it fails. */
  readonly pipFails?: string;
}

/**
 * An environment whose search path holds nothing but a stand-in for Python, written in shell: it makes virtual environments
 * that hold the stand-in itself, and notes each installation in `installations`.
 */
export function environmentWith(folder: string, python: FakePython | undefined, installations = ''): NodeJS.ProcessEnv {
  const bin = join(folder, 'path');
  mkdirSync(bin, { recursive: true });
  if (python !== undefined) {
    const fail = (text: string | undefined) => (text === undefined ? '' : `printf '%s' '${text}'; exit 1`);
    const script = `#!/bin/sh
      case "$2" in
        venv) ${fail(python.venvFails)}
          /bin/mkdir -p "$3/bin"; /bin/cp "$0" "$3/bin/python" ;;
        pip) ${fail(python.pipFails)}
          echo "$*" >> '${installations}' ;;
        *) echo '${python.version ?? '3.11.7'}' ;;
      esac`;
    writeFileSync(join(bin, 'python3'), script);
    chmodSync(join(bin, 'python3'), 0o755);
  }
  return { PATH: bin };
}
