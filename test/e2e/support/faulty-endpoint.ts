import type { IncomingMessage, ServerResponse } from 'node:http';
import { LoopbackServer } from '../../../emulator/loopback-server';
import { VERSION_ID_MARK } from '../../../lib/keeper/versions/version-id';
import { headersToPassOn } from '../../support/headers-to-pass-on';

/** What happens to a request on its way. */
export type Fault =
  /** Answered with this error, and not passed on. */
  | { readonly error: string; readonly status?: number }
  /** The connection ends before (`before`) or after (`after`) the request took effect. */
  | { readonly cut: 'before' | 'after' }
  /** Passed on only after something else has happened. */
  | { readonly meanwhile: () => Promise<void> }
  /** Passed on, and answered only after so many milliseconds. */
  | { readonly delayMs: number };

/** Chooses the fault for the `count`-th request (from 1) of an operation; undefined lets it pass. */
export type FaultPlan = (operation: string, count: number) => Fault | undefined;

/** A response that a custom resource gave. */
export interface CapturedResponse {
  readonly Status: string;
  readonly Reason: string;
  readonly PhysicalResourceId: string;
  readonly Data?: Readonly<Record<string, string>>;
}

/**
 * An HTTP server between the keeper and the emulator that fails as planned, counts the calls, and takes CloudFormation's
 * responses under /response. Loopback only.
 */
export class FaultyEndpoint extends LoopbackServer {
  plan: FaultPlan = () => undefined;
  /** Fails the delivery of so many responses first. */
  undeliverable = 0;
  /**
   * Behaves as AWS before the first value, where the emulator has a version with an empty string: no version at all, and the
   * first one put becomes current at once.
   */
  noFirstVersion = false;
  readonly responses: CapturedResponse[] = [];
  /** Operations of Secrets Manager in the order they came. */
  readonly calls: string[] = [];
  #firstToken: string | undefined;
  readonly #target: string;

  private constructor(target: string) {
    super((request, body, response) => this.#handle(request, body.toString('utf8'), response));
    this.#target = target;
  }

  static before(target: string): Promise<FaultyEndpoint> {
    return new FaultyEndpoint(target).listen();
  }

  /** Forgets plans, calls and responses. */
  reset(): void {
    this.plan = () => undefined;
    this.undeliverable = 0;
    this.noFirstVersion = false;
    this.#firstToken = undefined;
    this.responses.length = 0;
    this.calls.length = 0;
  }

  async #handle(request: IncomingMessage, body: string, response: ServerResponse): Promise<void> {
    if (request.url?.startsWith('/response')) {
      this.#takeResponse(body, response);
      return;
    }
    const operation = String(request.headers['x-amz-target'] ?? '').replace('secretsmanager.', '');
    if (operation !== '') {
      this.calls.push(operation);
    }
    const fault = this.plan(operation, this.calls.filter((call) => call === operation).length);
    if (fault !== undefined && 'error' in fault) {
      answerError(response, fault.error, fault.status ?? 400);
      return;
    }
    if (fault !== undefined && 'cut' in fault && fault.cut === 'before') {
      response.destroy();
      return;
    }
    if (fault !== undefined && 'meanwhile' in fault) {
      await fault.meanwhile();
    }
    const answer = await this.#passOn(request, operation, body);
    if (fault !== undefined && 'cut' in fault) {
      response.destroy();
      return;
    }
    if (fault !== undefined && 'delayMs' in fault) {
      await new Promise((resolve) => setTimeout(resolve, fault.delayMs).unref());
    }
    if (this.noFirstVersion && operation === 'GetSecretValue' && answer.body.includes('"SecretString": ""')) {
      answerError(response, 'ResourceNotFoundException', 400);
      return;
    }
    const said =
      this.noFirstVersion && operation === 'ListSecretVersionIds' ? withoutOthersVersions(answer.body) : answer.body;
    response.writeHead(answer.status, { 'content-type': answer.type }).end(said);
  }

  async #passOn(request: IncomingMessage, operation: string, body: string) {
    const isPut = this.noFirstVersion && operation === 'PutSecretValue';
    if (isPut) {
      this.#firstToken ??= tokenOf(body);
    }
    // Repeating a request with its token changes nothing on AWS.
    const isFirst = isPut && tokenOf(body) === this.#firstToken;
    const sent = isFirst ? body.replace('"VersionStages":["', '"VersionStages":["AWSCURRENT","') : body;
    const answer = await fetch(`${this.#target}${request.url ?? '/'}`, {
      method: request.method ?? 'POST',
      headers: headersToPassOn(request.headers),
      body: sent,
    });
    return {
      status: answer.status,
      type: answer.headers.get('content-type') ?? 'application/x-amz-json-1.1',
      body: await answer.text(),
    };
  }

  #takeResponse(body: string, response: ServerResponse): void {
    if (this.undeliverable > 0) {
      this.undeliverable -= 1;
      response.writeHead(503).end();
      return;
    }
    this.responses.push(JSON.parse(body));
    response.writeHead(200).end();
  }
}

function withoutOthersVersions(body: string): string {
  const { Versions, ...rest } = JSON.parse(body);
  const own = Versions.filter(({ VersionId }: { VersionId: string }) => VersionId.startsWith(VERSION_ID_MARK));
  return JSON.stringify({ ...rest, Versions: own });
}

function tokenOf(body: string): string {
  return /"ClientRequestToken":"([^"]+)"/.exec(body)?.[1] ?? '';
}

function answerError(response: ServerResponse, error: string, status: number): void {
  response
    .writeHead(status, { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-errortype': error })
    .end(JSON.stringify({ __type: error, message: 'planned by the test' }));
}
