import { environmentNamed } from '../../lib/environments';
import { deploy } from './deploy';
import { ensureEmulator } from './ensure-emulator';
import { keeperStatus } from './keeper-status';
import { keyReport } from './key-report';
import { requestedPort } from './local-port';
import { main } from './main';
import { Progress } from './progress';
import { stackReport } from './stack-report';

async function up(): Promise<void> {
  // The SDK's notice of its plans for Node, on the versions that this project supports, only puzzles a newcomer.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
  const progress = new Progress();
  const staging = environmentNamed('staging');
  const endpoint = await ensureEmulator(requestedPort(process.env['KAIZENCOACH_LOCAL_PORT']), progress);
  await deploy(staging.stackId, endpoint, progress);
  progress.section(`${staging.stackId}\n\n${await stackReport(staging.stackId, endpoint)}`);
  const status = await keeperStatus(staging, endpoint);
  progress.section(`Keys of ${status.secretName}, version ${status.versionId ?? 'none'}\n\n${keyReport(status)}`);
  progress.section(
    [
      `The local AWS runs at ${endpoint}: any AWS client, with AWS_ENDPOINT_URL=${endpoint}`,
      'AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_REGION=eu-west-1, reaches it.',
      'Deploy again: npm run local. End it and forget what it holds: npm run local:stop',
    ].join('\n'),
  );
}

void main(up);
