import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Command line of a process; empty where it does not run. Tells a process from a later one with the same id. */
export function commandLineOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    // No such process, or no /proc outside Linux. The output is null where there is no `ps` either.
    const { stdout } = spawnSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
    return (stdout ?? '').trim();
  }
}
