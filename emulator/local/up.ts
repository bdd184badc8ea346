import { join } from 'node:path';
import { environmentNamed } from '../../lib/environments/rows';
import { afterInterruption } from './after-interruption';
import { closingText } from './closing-text';
import { deploy } from './deploy';
import { ensureEmulator } from './ensure-emulator';
import { interruptible } from './interruptible';
import { requestedPort } from './local-port';
import { lock } from './lock';
import { main } from './main';
import { Progress } from './progress';
import { STATE_DIR } from './running-emulator';
import { stackReport } from './stack-report';
import { statusReport } from './status-report';

async function up(): Promise<void> {
  // The SDK's notice of its plans for Node, on the versions that this project supports, only puzzles a newcomer.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
  const port = requestedPort(process.env['KAIZENCOACH_LOCAL_PORT'], 'npm run local');
  lock(join(STATE_DIR, 'lock'));
  await interruptible(() => deployLocally(port), afterInterruption);
}

async function deployLocally(port: number | undefined): Promise<void> {
  const progress = new Progress();
  const staging = environmentNamed('staging');
  const endpoint = await ensureEmulator(port, progress);
  await deploy(staging.stackId, endpoint, progress);
  progress.section(`${staging.stackId}\n\n${await stackReport(staging.stackId, endpoint)}`);
  progress.section(await statusReport(staging.name, endpoint));
  progress.section(closingText(endpoint));
}

void main(up);
