import { Session } from 'node:inspector';
import { sep } from 'node:path';

const session = new Session();

/**
 * How often functions of the keeper are called while `work` runs: its steps, whatever the machine's speed. A callback that an
 * array's method is given counts each time.
 */
export function callsIn(work: () => unknown): number {
  session.connect();
  try {
    session.post('Profiler.enable');
    session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
    work();
    let calls = 0;
    session.post('Profiler.takePreciseCoverage', (error, taken) => {
      if (error !== null) {
        throw error;
      }
      for (const { url, functions } of taken.result) {
        if (url.includes(`${sep}lib${sep}keeper${sep}`)) {
          calls += functions.reduce((sum, { ranges }) => sum + (ranges[0]?.count ?? 0), 0);
        }
      }
    });
    return calls;
  } finally {
    session.disconnect();
  }
}
