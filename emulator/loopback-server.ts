import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Answers a request whose body has been read. */
export type Answering = (request: IncomingMessage, body: Buffer, response: ServerResponse) => Promise<void> | void;

/** An HTTP server on a free port of the loopback address, which cuts the connection where answering fails. */
export class LoopbackServer {
  readonly #server: Server;

  constructor(answer: Answering) {
    this.#server = createServer(async (request, response) => {
      try {
        const chunks: Buffer[] = [];
        for await (const chunk of request) {
          chunks.push(Buffer.from(chunk));
        }
        await answer(request, Buffer.concat(chunks), response);
      } catch {
        response.destroy();
      }
    });
  }

  /** Waits until it listens. */
  async listen(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  /** Its address, such as `http://127.0.0.1:12345`. */
  get origin(): string {
    const address: AddressInfo | string | null = this.#server.address();
    if (address === null || typeof address === 'string') {
      throw new Error('the server does not listen');
    }
    return `http://127.0.0.1:${address.port}`;
  }

  /** Ends it and its connections. */
  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
