import type { IncomingMessage, ServerResponse } from 'node:http';
import { LoopbackServer } from './loopback-server';

/** How a deployment ends. */
export type Ending = 'succeeded' | 'failed' | 'rolled back';

/** What a request is answered. */
export interface Answer {
  readonly status: number;
  readonly body: object;
}

/**
 * A runtime with one service, as far as operators use it, in the JSON protocol that its service documents. Loopback only; for
 * tests, since the emulator has none of the runtimes.
 */
export abstract class RuntimeStandIn extends LoopbackServer {
  /** Whether the service is there. */
  isThere = true;
  /** How the next deployment ends. */
  ending: Ending = 'succeeded';
  /** How often a list shows a deployment before it ends. */
  looksUntilEnd = 2;
  /** Cuts the connection of the next request for a deployment after it took effect. */
  losesNextReply = false;
  /** Called when a deployment is about to end well: instances print to the log now. */
  onInstances: () => Promise<void> = async () => undefined;
  /** Operations asked for, in order. */
  readonly calls: string[] = [];
  /** Name of the service. */
  readonly name: string;
  /** The service's status, as the runtime spells it. */
  abstract status: string;
  /** ARN of the role that the app runs with. */
  abstract roleArn: string | undefined;
  /** The status of a service that runs. */
  protected abstract readonly running: string;
  /** Variable that leads the SDK here. */
  abstract readonly endpointVariable: string;
  /** The operation that asks for a deployment. */
  abstract readonly deployOperation: string;
  /** The group of the app's log, and the others of the service. */
  abstract readonly logGroups: readonly [app: string, ...others: readonly string[]];
  readonly #contentType: string;
  #looks = 0;

  protected constructor(name: string, contentType: string) {
    super((request, body, response) => this.#handle(request, body, response));
    this.name = name;
    this.#contentType = contentType;
  }

  /** Name of the log stream of an instance. */
  abstract streamOf(instance: string): string;

  /** Back to a service that runs, with nothing under way, and whose next deployment succeeds. */
  reset(): void {
    this.endUnderWay();
    this.isThere = true;
    this.ending = 'succeeded';
    this.status = this.running;
  }

  protected abstract answer(operation: string, input: Readonly<Record<string, unknown>>): Promise<Answer> | Answer;

  /** Ends well what is under way. */
  protected abstract endUnderWay(): void;

  /** A deployment has begun. */
  protected begun(): void {
    this.#looks = 0;
  }

  /** Somebody looks at a deployment that goes on; says whether it ends now. */
  protected async ends(): Promise<boolean> {
    this.#looks += 1;
    if (this.#looks <= this.looksUntilEnd) {
      return false;
    }
    if (this.ending === 'succeeded') {
      await this.onInstances();
    }
    return true;
  }

  async #handle(request: IncomingMessage, body: Buffer, response: ServerResponse): Promise<void> {
    const [, operation = ''] = String(request.headers['x-amz-target'] ?? '').split('.');
    this.calls.push(operation);
    const answer = await this.answer(operation, JSON.parse(body.toString('utf8')));
    if (operation === this.deployOperation && this.losesNextReply) {
      this.losesNextReply = false;
      response.destroy();
      return;
    }
    response.writeHead(answer.status, { 'content-type': this.#contentType }).end(JSON.stringify(answer.body));
  }
}
