import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import * as v from 'valibot';

const SECONDS_TO_END = 10;
const SECONDS_TO_VANISH = 2;
// EPERM is what macOS says of a group of which only ended processes are left.
const noSuchProcess = v.object({ code: v.picklist(['ESRCH', 'EPERM']) });

/** Whether a process runs; one that ended and waits only for its parent to notice does not. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  return !isZombie(pid);
}

/**
 * Ends a process that leads a group of its own, with its group: politely first, by force after 10 seconds.
 * Resolves when they are gone.
 */
export async function endProcess(pid: number): Promise<void> {
  signal(pid, 'SIGTERM');
  const deadline = Date.now() + SECONDS_TO_END * 1000;
  while (isRunning(pid) && Date.now() < deadline) {
    await sleep(50);
  }
  // Also where the leader ended: workers of its functions may have stayed. They are gone a moment after the signal.
  const killedBy = Date.now() + SECONDS_TO_VANISH * 1000;
  while (signal(-pid, 'SIGKILL') && Date.now() < killedBy) {
    await sleep(20);
  }
}

/** Whether there was a process, or a group, to send it to. */
function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, name);
  } catch (error) {
    if (!v.is(noSuchProcess, error)) {
      throw error;
    }
    return false;
  }
}

function isZombie(pid: number): boolean {
  try {
    return /^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    // No /proc outside Linux; there, init reaps at once.
    return false;
  }
}
