import { EmulatorError } from '../errors';
import { inbox } from '../pages';
import { told } from '../told';
import { main } from './main';
import { endpointOf, notedEmulator } from './running-emulator';

/** `npm run local:inbox`: what the alerts of the local AWS would have told by e-mail, oldest first. */
async function showInbox(): Promise<void> {
  const noted = notedEmulator();
  if (noted === undefined) {
    throw new EmulatorError('the local AWS is not running', 'npm run local');
  }
  const messages = await inbox(endpointOf(noted.port));
  for (const message of messages) {
    const { alert, path, text } = told(message);
    const to = message.to.length === 0 ? 'nobody is subscribed' : message.to.join(', ');
    process.stdout.write(`${new Date(message.at * 1000).toISOString()}  ${alert} (${path})  to: ${to}\n${text}\n\n`);
  }
  process.stdout.write(`${messages.length} message${messages.length === 1 ? '' : 's'}\n`);
}

void main(showInbox);
