import { constants, openSync } from 'node:fs';
import { Socket } from 'node:net';
import { addAbortSignal, type Readable } from 'node:stream';

/**
 * The bytes of a stream that need not end: it is left when it has given more than `most`, and then the last byte of the
 * answer is one too many.
 * @throws AbortError when it is interrupted.
 */
export async function readAtMost(stream: Readable, most: number, interrupted: AbortSignal): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of addAbortSignal(interrupted, stream)) {
    chunks.push(Buffer.from(chunk));
    bytes += chunk.length;
    if (bytes > most) {
      break;
    }
  }
  return Buffer.concat(chunks).subarray(0, most + 1);
}

/**
 * A named pipe, such as `<(…)` makes one. Opened without waiting for a writer (open(2), O_NONBLOCK): no interruption ends a
 * thread that waits there.
 */
export function pipeAt(path: string): Readable {
  return new Socket({ fd: openSync(path, constants.O_RDONLY | constants.O_NONBLOCK), readable: true, writable: false });
}
