import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { LoopbackServer } from '../../../emulator/loopback-server';

/** How an operation ends. */
export type Ending = 'SUCCEEDED' | 'FAILED' | 'ROLLBACK_SUCCEEDED';

interface Operation {
  readonly Id: string;
  readonly Type: string;
  Status: string;
  readonly StartedAt: number;
  EndedAt?: number;
  UpdatedAt: number;
}

/** What a request is answered. */
interface Answer {
  readonly status: number;
  readonly body: object;
}

/**
 * App Runner with one service, as far as operators use it: ListServices, DescribeService, ListOperations and StartDeployment
 * in the protocol that the service documents (AWS JSON 1.0). Loopback only; for tests, since the emulator has no App Runner.
 * @see https://docs.aws.amazon.com/apprunner/latest/api/API_StartDeployment.html
 */
export class AppRunnerService extends LoopbackServer {
  /** The service's status, as the service summary spells it. */
  status = 'RUNNING';
  instanceRoleArn: string | undefined;
  /** How the next deployment ends. */
  ending: Ending = 'SUCCEEDED';
  /** How often ListOperations shows a deployment before it ends. */
  looksUntilEnd = 2;
  /** Cuts the connection of the next StartDeployment after it took effect. */
  losesNextReply = false;
  /** Called when a deployment is about to end well: instances print to the log now. */
  onInstances: () => Promise<void> = async () => undefined;
  /** Operations asked for, in order. */
  readonly calls: string[] = [];
  readonly arn: string;
  readonly id = randomUUID().replaceAll('-', '');
  readonly name: string;
  readonly #operations: Operation[] = [];
  #looks = 0;

  private constructor(name: string) {
    super((request, body, response) => this.#handle(request, body, response));
    this.name = name;
    this.arn = `arn:aws:apprunner:eu-west-1:000000000000:service/${name}/${this.id}`;
  }

  static named(name: string): Promise<AppRunnerService> {
    return new AppRunnerService(name).listen();
  }

  async #handle(request: IncomingMessage, body: Buffer, response: ServerResponse): Promise<void> {
    const operation = String(request.headers['x-amz-target'] ?? '').replace('AppRunner.', '');
    const input = JSON.parse(body.toString('utf8'));
    this.calls.push(operation);
    const answer = await this.#answer(operation, input);
    if (operation === 'StartDeployment' && this.losesNextReply) {
      this.losesNextReply = false;
      response.destroy();
      return;
    }
    response
      .writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' })
      .end(JSON.stringify(answer.body));
  }

  async #answer(operation: string, { ServiceArn }: { readonly ServiceArn?: string }): Promise<Answer> {
    if (operation === 'ListServices') {
      return { status: 200, body: { ServiceSummaryList: [this.#summary()] } };
    }
    if (ServiceArn !== this.arn) {
      return failure('ResourceNotFoundException');
    }
    switch (operation) {
      case 'DescribeService': {
        const configuration = { Cpu: '1024', Memory: '2048', InstanceRoleArn: this.instanceRoleArn };
        return { status: 200, body: { Service: { ...this.#summary(), InstanceConfiguration: configuration } } };
      }
      case 'ListOperations':
        await this.#goOn();
        return { status: 200, body: { OperationSummaryList: this.#operations } };
      case 'StartDeployment':
        return this.status === 'RUNNING' ? this.#start() : failure('InvalidRequestException');
      default:
        return failure('UnknownOperationException');
    }
  }

  #start(): Answer {
    const now = Date.now() / 1000;
    const started = { Id: randomUUID(), Type: 'START_DEPLOYMENT', Status: 'PENDING', StartedAt: now, UpdatedAt: now };
    this.#operations.unshift(started);
    this.#looks = 0;
    this.status = 'OPERATION_IN_PROGRESS';
    return { status: 200, body: { OperationId: started.Id } };
  }

  async #goOn(): Promise<void> {
    const [newest] = this.#operations;
    if (newest === undefined || newest.EndedAt !== undefined) {
      return;
    }
    this.#looks += 1;
    newest.Status = 'IN_PROGRESS';
    if (this.#looks > this.looksUntilEnd) {
      if (this.ending === 'SUCCEEDED') {
        await this.onInstances();
      }
      newest.Status = this.ending;
      newest.EndedAt = Date.now() / 1000;
      newest.UpdatedAt = newest.EndedAt;
      this.status = 'RUNNING';
    }
  }

  #summary() {
    const { name, id, arn, status } = this;
    return { ServiceName: name, ServiceId: id, ServiceArn: arn, Status: status };
  }
}

function failure(name: string): Answer {
  return { status: 400, body: { __type: `com.amazonaws.apprunner#${name}`, Message: 'planned by the test' } };
}
