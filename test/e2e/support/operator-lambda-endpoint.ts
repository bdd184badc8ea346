import type { IncomingMessage, ServerResponse } from 'node:http';
import { LoopbackServer } from '../../../emulator/loopback-server';
import { headersToPassOn } from '../../support/headers-to-pass-on';

/**
 * An HTTP server between the operators' program and the emulator's Lambda, which cuts the connection of a change as planned
 * and counts requests by operation. Loopback only.
 */
export class LambdaEndpoint extends LoopbackServer {
  /** Cuts the connection of the next request of this operation `before` or `after` it took effect, or holds its answer back. */
  cutNext: { readonly operation: string; readonly when: 'before' | 'after' | 'never answer' } | undefined;
  /** Operations asked of keepers, in order. */
  readonly operations: string[] = [];
  readonly #target: string;

  private constructor(target: string) {
    super((request, body, response) => this.#handle(request, body, response));
    this.#target = target;
  }

  static before(target: string): Promise<LambdaEndpoint> {
    return new LambdaEndpoint(target).listen();
  }

  async #handle(request: IncomingMessage, body: Buffer, response: ServerResponse): Promise<void> {
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
    const answer = await fetch(`${this.#target}${url}`, {
      method,
      headers: headersToPassOn(headers),
      body,
    });
    const kept = [...answer.headers].filter(([name]) => /^(content-type|x-amz)/.test(name));
    return { status: answer.status, headers: kept, body: Buffer.from(await answer.arrayBuffer()) };
  }
}
