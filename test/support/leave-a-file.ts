import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import ownTemporaryFolder from './own-temporary-folder';

// As a run of Jest does: a process of its own writes a file, and is killed.
ownTemporaryFolder();
const WRITES =
  "require('fs').writeFileSync(require('os').tmpdir() + '/left', ''); process.kill(process.pid, 'SIGKILL')";
const { signal } = spawnSync(process.execPath, ['-e', WRITES]);
process.stdout.write(`${tmpdir()} ${signal}`);
