import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { environmentNamed } from '../../lib/environments/rows';
import { clientEnvironment, neutralEnvironment } from '../client-environment';
import { EmulatorError } from '../errors';
import { credentialsOf } from '../identities/credentials';
import { type Identity, identities } from '../identities/identities';
import { main } from './main';
import { endpointOf, notedEmulator, STATE_DIR } from './running-emulator';

/** `npm run local:as <kind> -- <command>`: runs a command with the credentials of that kind of principal. */
async function as(): Promise<void> {
  const [kind = '', ...rest] = process.argv.slice(2);
  const command = rest[0] === '--' ? rest.slice(1) : rest;
  const known: Readonly<Record<string, Identity>> = identities(environmentNamed('staging'));
  const identity = known[kind];
  if (identity === undefined || command.length === 0) {
    const list = Object.entries(known).map(([name, { meaning }]) => `  ${name.padEnd(15)} ${meaning}`);
    throw new EmulatorError(
      `npm run local:as <kind> -- <command>; the kinds:\n${list.join('\n')}`,
      'npm run local:as operator -- npx kaizencoach-secrets status staging',
    );
  }
  const noted = notedEmulator();
  if (noted === undefined) {
    throw new EmulatorError('the local AWS is not running', 'npm run local');
  }
  const endpoint = endpointOf(noted.port);
  const credentials = await credentialsOf(kind, identity, endpoint);
  const env = {
    ...neutralEnvironment(),
    ...clientEnvironment(endpoint, STATE_DIR),
    ...credentials,
  };
  const [program = '', ...args] = command;
  const child = spawn(program, args, { stdio: 'inherit', env });
  const [exitCode] = await Promise.race([once(child, 'close'), once(child, 'error').then(([error]) => fail(error))]);
  process.exitCode = typeof exitCode === 'number' ? exitCode : 1;
}

function fail(error: unknown): never {
  throw error;
}

void main(as);
