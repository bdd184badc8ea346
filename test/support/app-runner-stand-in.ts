import { randomUUID } from 'node:crypto';
import { type Answer, RuntimeStandIn } from './runtime-stand-in';

interface Operation {
  readonly Id: string;
  readonly Type: string;
  Status: string;
  readonly StartedAt: number;
  EndedAt?: number;
  UpdatedAt: number;
}

const ENDINGS = { succeeded: 'SUCCEEDED', failed: 'FAILED', 'rolled back': 'ROLLBACK_SUCCEEDED' } as const;

/**
 * ListServices, DescribeService, ListOperations and StartDeployment of App Runner (AWS JSON 1.0).
 * @see https://docs.aws.amazon.com/apprunner/latest/api/API_StartDeployment.html
 */
export class AppRunnerStandIn extends RuntimeStandIn {
  protected readonly running = 'RUNNING';
  status: string = this.running;
  roleArn: string | undefined;
  readonly endpointVariable = 'AWS_ENDPOINT_URL_APPRUNNER';
  readonly deployOperation = 'StartDeployment';
  readonly arn: string;
  readonly logGroups: readonly [string, string];
  readonly #id = randomUUID().replaceAll('-', '');
  readonly operations: Operation[] = [];

  private constructor(name: string) {
    super(name, 'application/x-amz-json-1.0');
    this.arn = `arn:aws:apprunner:eu-west-1:000000000000:service/${name}/${this.#id}`;
    const group = `/aws/apprunner/${name}/${this.#id}`;
    this.logGroups = [`${group}/application`, `${group}/service`];
  }

  static named(name: string): Promise<AppRunnerStandIn> {
    return new AppRunnerStandIn(name).listen();
  }

  streamOf(instance: string): string {
    return `instance/${instance}`;
  }

  protected async answer(operation: string, { ServiceArn }: Readonly<Record<string, unknown>>): Promise<Answer> {
    if (operation === 'ListServices') {
      return { status: 200, body: { ServiceSummaryList: this.isThere ? [this.#summary()] : [] } };
    }
    if (ServiceArn !== this.arn) {
      return failure('ResourceNotFoundException');
    }
    switch (operation) {
      case 'DescribeService': {
        const configuration = { Cpu: '1024', Memory: '2048', InstanceRoleArn: this.roleArn };
        return { status: 200, body: { Service: { ...this.#summary(), InstanceConfiguration: configuration } } };
      }
      case 'ListOperations':
        await this.#goOn();
        return { status: 200, body: { OperationSummaryList: this.operations } };
      case 'StartDeployment':
        return this.status === 'RUNNING' ? this.#start() : failure('InvalidRequestException');
      default:
        return failure('UnknownOperationException');
    }
  }

  #start(): Answer {
    const now = Date.now() / 1000;
    const started = { Id: randomUUID(), Type: 'START_DEPLOYMENT', Status: 'PENDING', StartedAt: now, UpdatedAt: now };
    this.operations.unshift(started);
    this.begun();
    this.status = 'OPERATION_IN_PROGRESS';
    return { status: 200, body: { OperationId: started.Id } };
  }

  async #goOn(): Promise<void> {
    const [newest] = this.operations;
    if (newest === undefined || newest.EndedAt !== undefined) {
      return;
    }
    newest.Status = 'IN_PROGRESS';
    if (await this.ends()) {
      this.#end(newest, ENDINGS[this.ending]);
    }
  }

  protected endUnderWay(): void {
    for (const operation of this.operations.filter(({ EndedAt }) => EndedAt === undefined)) {
      this.#end(operation, 'SUCCEEDED');
    }
  }

  #end(operation: Operation, status: string): void {
    operation.Status = status;
    operation.EndedAt = Date.now() / 1000;
    operation.UpdatedAt = operation.EndedAt;
    this.status = this.running;
  }

  #summary() {
    const { name, arn, status } = this;
    return { ServiceName: name, ServiceId: this.#id, ServiceArn: arn, Status: status };
  }
}

function failure(name: string): Answer {
  return { status: 400, body: { __type: `com.amazonaws.apprunner#${name}`, Message: 'planned by the test' } };
}
