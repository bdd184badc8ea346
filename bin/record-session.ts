import { spawnSync } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bootstrap, runCdk } from '../emulator/cdk';
import { startEmulator } from '../emulator/emulator';
import { inProject } from '../emulator/paths';
import { environmentNamed } from '../lib/environments/rows';

const STAGING = environmentNamed('staging');
const PLACE = /(<!-- recorded: session -->)[\s\S]*?(<!-- end -->)/;

/** What an operator does after the first deployment. */
const COMMANDS = [
  'status staging',
  'populate staging --file values.json --gcp-key-file key.json --yes',
  'rotate staging FLASK_SECRET_KEY --yes',
  'rotate staging GARMIN_ENCRYPTION_KEY --yes',
  'rollback staging FLASK_SECRET_KEY --yes',
  'status staging',
] as const;

/** Writes what the operator's files hold into `folder`: values that were never used anywhere. */
function writeValues(folder: string): void {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const values = { STRAVA_CLIENT_ID: '188207', STRAVA_CLIENT_SECRET: randomBytes(20).toString('hex') };
  const keyFile = { type: 'service_account', project_id: STAGING.gcpProject, private_key: privateKey };
  const options = { mode: 0o600 };
  writeFileSync(join(folder, 'values.json'), JSON.stringify(values, null, 2), options);
  writeFileSync(join(folder, 'key.json'), JSON.stringify(keyFile, null, 2), options);
}

function run(command: string, folder: string, environment: Readonly<Record<string, string>>): string {
  const program = inProject('bin', 'kaizencoach-secrets.mjs');
  const { stdout, stderr, status } = spawnSync(process.execPath, [program, ...command.split(' ')], {
    cwd: folder,
    env: { PATH: process.env['PATH'], ...environment },
    encoding: 'utf8',
  });
  return `$ npx kaizencoach-secrets ${command}\n${`${stderr}${stdout}`.trim()}\n(exit code ${status})`;
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'session-'));
  const emulator = await startEmulator({ stateDir: join(folder, 'emulator') });
  try {
    const { environment } = emulator;
    await bootstrap({ environment });
    await runCdk(['deploy', STAGING.stackId, '--require-approval', 'never'], { environment });
    writeValues(folder);
    const session = COMMANDS.map((command) => run(command, folder, environment)).join('\n\n');
    const readme = inProject('README.md');
    const text = readFileSync(readme, 'utf8');
    writeFileSync(
      readme,
      text.replace(PLACE, (_, begin, end) => `${begin}\n\`\`\`\n${session}\n\`\`\`\n${end}`),
    );
  } finally {
    await emulator.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
