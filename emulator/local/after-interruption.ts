import { endProcess } from '../end-process';
import { forget, notedEmulator } from './running-emulator';

/** Ends a local AWS that has not answered yet, and says whether one still runs and how to end it. */
export async function afterInterruption(): Promise<string> {
  const noted = notedEmulator();
  if (noted === undefined) {
    return 'interrupted; the local AWS is not running';
  }
  if (noted.ready) {
    return `interrupted; the local AWS still runs on port ${noted.port}, npm run local:stop ends it`;
  }
  await endProcess(noted.pid);
  forget();
  return 'interrupted; the local AWS had not started yet and has ended';
}
