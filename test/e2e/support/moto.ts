import { spawn } from 'node:child_process';
import { freePort, LOOPBACK } from '../../../emulator/ports';
import { pythonWithTools } from '../../support/tools';

/** What moto's own server command does, on loopback only. */
const MAIN = 'import sys; from moto.server import main; main(["-H", "127.0.0.1", "-p", sys.argv[1]])';
const LOOKS = 300;

/** A running moto. */
export interface Moto {
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** Starts moto, another implementation of Secrets Manager than the emulator's, on a free port; installs it on first use. */
export async function startMoto(): Promise<Moto> {
  const python = await pythonWithTools();
  const port = await freePort();
  const server = spawn(python, ['-c', MAIN, String(port)], { stdio: 'ignore', env: { PATH: process.env['PATH'] } });
  const ended = new Promise<void>((resolve) => server.once('close', () => resolve()));
  const endpoint = `http://${LOOPBACK}:${port}`;
  for (let look = 0; look < LOOKS; look += 1) {
    const isUp = await fetch(`${endpoint}/moto-api/`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isUp) {
      return {
        endpoint,
        stop: async () => {
          server.kill();
          await ended;
        },
      };
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  server.kill();
  throw new Error('moto does not answer');
}
