import { endProcess } from '../end-process';
import { EmulatorError } from '../errors';
import { requestedPort } from './local-port';
import { main } from './main';
import { forget, notedEmulator } from './running-emulator';

async function stop(): Promise<void> {
  const requested = requestedPort(process.env['KAIZENCOACH_LOCAL_PORT'], 'npm run local:stop');
  const noted = notedEmulator();
  if (noted === undefined) {
    process.stdout.write('the local AWS is not running\n');
  } else {
    if (requested !== undefined && requested !== noted.port) {
      throw new EmulatorError(
        `the local AWS runs on port ${noted.port}, not on ${requested}; nothing was ended`,
        'leave KAIZENCOACH_LOCAL_PORT away to end it: npm run local:stop',
      );
    }
    await endProcess(noted.pid);
    process.stdout.write(`the local AWS on port ${noted.port} has ended\n`);
  }
  forget();
}

void main(stop);
