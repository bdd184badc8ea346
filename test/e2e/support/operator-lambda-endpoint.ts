import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * An HTTP server between the operators' program and the emulator's Lambda, which cuts the connection of a change as planned
 * and counts requests by operation. Loopback only.
 */
export class LambdaEndpoint {
  /** Cuts the connection of the next request of this operation `before` or `after` it took effect, or holds its answer back. */
  cutNext: { readonly operation: string; readonly when: 'before' | 'after' | 'never answer' } | undefined;
  /** Operations asked of keepers, in order. */
  readonly operations: string[] = [];
  readonly #target: string;
  readonly #server: Server;

  private constructor(target: string) {
    this.#target = target;
    this.#server = createServer((request, response) => {
      this.#handle(request, response).catch(() => response.destroy());
    });
  }

  static async before(target: string): Promise<LambdaEndpoint> {
    const endpoint = new LambdaEndpoint(target);
    await new Promise<void>((resolve) => endpoint.#server.listen(0, '127.0.0.1', resolve));
    return endpoint;
  }

  get origin(): string {
    const address: AddressInfo | string | null = this.#server.address();
    if (address === null || typeof address === 'string') {
      throw new Error('the endpoint does not listen');
    }
    return `http://127.0.0.1:${address.port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(Buffer.from(chunk));
    }
    const body = Buffer.concat(chunks);
    const { operation } = JSON.parse(body.toString('utf8'));
    this.operations.push(operation);
    const cut = this.cutNext;
    const when = cut?.operation === operation ? cut?.when : undefined;
    if (when !== undefined) {
      this.cutNext = undefined;
    }
    if (when === 'before') {
      response.destroy();
      return;
    }
    const answer = await this.#passOn(request, body);
    if (when === 'after') {
      response.destroy();
    } else if (when === undefined) {
      response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(answer.body);
    }
  }

  async #passOn({ headers, url = '/', method = 'POST' }: IncomingMessage, body: Buffer) {
    const passed = Object.entries(headers).flatMap(([name, value]) =>
      typeof value === 'string' && !['host', 'connection', 'content-length', 'expect'].includes(name)
        ? [[name, value] as const]
        : [],
    );
    const answer = await fetch(`${this.#target}${url}`, {
      method,
      headers: passed.map(([name, value]) => [name, value]),
      body,
    });
    const kept = [...answer.headers].filter(([name]) => /^(content-type|x-amz)/.test(name));
    return { status: answer.status, headers: kept, body: Buffer.from(await answer.arrayBuffer()) };
  }
}
