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
import { LOG, STATE_DIR, shownPath } from './running-emulator';
import { allResources, byConstruct } from './stack-report';
import { deployedEnvironments, stackResources } from './stack-resources';
import { keysOf, statusReport } from './status-report';

async function up(): Promise<void> {
  const port = requestedPort(process.env['KAIZENCOACH_LOCAL_PORT'], 'npm run local');
  lock(join(STATE_DIR, 'lock'));
  await interruptible(() => deployLocally(port), afterInterruption);
}

async function deployLocally(port: number | undefined): Promise<void> {
  const progress = new Progress(LOG);
  const staging = environmentNamed('staging');
  const endpoint = await ensureEmulator(port, progress);
  await deploy(staging.stackId, endpoint, progress);
  const resources = await stackResources(staging.stackId, endpoint);
  progress.detail(`\n${allResources(resources)}`);
  progress.section(
    `${staging.stackId}: ${resources.length} resources, each in ${shownPath(LOG)}\n${byConstruct(resources)}`,
  );
  const status = await statusReport(staging.name, endpoint);
  progress.detail(`\n${status}`);
  progress.section(keysOf(status));
  progress.section(closingText(endpoint, await deployedEnvironments(endpoint), inState));
}

function inState(name: string): string {
  return shownPath(join(STATE_DIR, name));
}

void main(up);
