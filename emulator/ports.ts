import { createServer } from 'node:net';

/** The only address on which the emulator listens. */
export const LOOPBACK = '127.0.0.1';

/** A port that was free a moment ago: another process can still take it. */
export async function freePort(): Promise<number> {
  return await listenOnce(0);
}

/** Whether nothing listens on the port. */
export async function isFree(port: number): Promise<boolean> {
  try {
    await listenOnce(port);
    return true;
  } catch {
    return false;
  }
}

async function listenOnce(port: number): Promise<number> {
  return await new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, LOOPBACK, () => {
      const address = server.address();
      const taken = address !== null && typeof address === 'object' ? address.port : port;
      server.close(() => resolve(taken));
    });
  });
}
