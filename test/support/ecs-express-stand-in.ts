import { type Answer, RuntimeStandIn } from './runtime-stand-in';

/** One revision of the service, as DescribeExpressGatewayService gives it. */
interface Configuration {
  readonly serviceRevisionArn: string;
  readonly createdAt: number;
  taskRoleArn: string | undefined;
  readonly taskDefinitionArn: string;
  readonly primaryContainer?: unknown;
  readonly [setting: string]: unknown;
}

interface ServiceDeployment {
  readonly targetServiceRevisionArn: string;
  readonly createdAt: number;
  readonly startedAt: number;
  status: string;
  statusReason?: string;
  finishedAt?: number;
}

const ENDINGS = { succeeded: 'SUCCESSFUL', failed: 'STOPPED', 'rolled back': 'ROLLBACK_SUCCESSFUL' } as const;
const ACCOUNT = 'arn:aws:ecs:eu-west-1:000000000000';

/**
 * DescribeServices, DescribeExpressGatewayService, UpdateExpressGatewayService and ListServiceDeployments of ECS (AWS JSON 1.1),
 * with one service in the cluster `default`. An update keeps every setting that it leaves out, and replaces the container.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateExpressGatewayService.html
 */
export class EcsExpressStandIn extends RuntimeStandIn {
  protected readonly running = 'ACTIVE';
  status: string = this.running;
  resourceManagementType = 'ECS';
  readonly endpointVariable = 'AWS_ENDPOINT_URL_ECS';
  readonly deployOperation = 'UpdateExpressGatewayService';
  readonly arn: string;
  readonly logGroups: readonly [string];
  /** Active configurations: one, and beside it the one that is being deployed. */
  configurations: Configuration[];
  /** Oldest first. */
  readonly deployments: ServiceDeployment[] = [];
  /** What updates asked for. */
  readonly updates: Readonly<Record<string, unknown>>[] = [];
  /** Settings that an update loses, with what they become: AWS does not do that. */
  loses: Readonly<Record<string, unknown>> = {};
  /** Why a service that is asked for is not told of. */
  failureReason = 'MISSING';
  /** Most deployments that one answer lists. */
  pageSize = 100;
  /** Error that every request is answered with. */
  refusesWith: string | undefined;

  private constructor(name: string) {
    super(name, 'application/x-amz-json-1.1');
    this.arn = `${ACCOUNT}:service/default/${name}`;
    this.logGroups = [`/aws/ecs/default/${name}-1a2b`];
    this.configurations = [this.#firstConfiguration()];
  }

  static named(name: string): Promise<EcsExpressStandIn> {
    return new EcsExpressStandIn(name).listen();
  }

  get roleArn(): string | undefined {
    return this.configurations.at(-1)?.taskRoleArn;
  }

  set roleArn(arn: string | undefined) {
    for (const configuration of this.configurations) {
      configuration.taskRoleArn = arn;
    }
  }

  streamOf(instance: string): string {
    return `ecs/Main/${instance}`;
  }

  /** Somebody else's deployment is under way. */
  deployedByAnother(): void {
    this.#begin({ ...this.#current(), ...this.#revision() });
  }

  protected endUnderWay(): void {
    for (const deployment of this.deployments.filter(({ finishedAt }) => finishedAt === undefined)) {
      this.#end(deployment, 'SUCCESSFUL');
    }
  }

  protected async answer(operation: string, input: Readonly<Record<string, unknown>>): Promise<Answer> {
    if (this.refusesWith !== undefined) {
      return failure(this.refusesWith);
    }
    if (operation === 'DescribeServices') {
      return this.#services(input);
    }
    if (![input['serviceArn'], input['service']].includes(this.arn)) {
      return failure('ResourceNotFoundException');
    }
    switch (operation) {
      case 'DescribeExpressGatewayService':
        return { status: 200, body: { service: { ...this.#named(), activeConfigurations: this.configurations } } };
      case 'ListServiceDeployments':
        await this.#goOn();
        return this.#list(Number(input['nextToken'] ?? 0));
      case 'UpdateExpressGatewayService':
        return this.status === 'ACTIVE' ? this.#update(input) : failure('ServiceNotActiveException');
      default:
        return failure('UnknownOperationException');
    }
  }

  #services({ cluster, services }: Readonly<Record<string, unknown>>): Answer {
    if (cluster !== 'default') {
      return failure('ClusterNotFoundException');
    }
    const { name, status, resourceManagementType, arn } = this;
    const found = { serviceName: name, serviceArn: arn, status, resourceManagementType };
    return this.isThere && Array.isArray(services) && services.includes(name)
      ? { status: 200, body: { services: [found], failures: [] } }
      : {
          status: 200,
          body: { services: [], failures: [{ arn: `${ACCOUNT}:service/x`, reason: this.failureReason }] },
        };
  }

  #list(from: number): Answer {
    const next = from + this.pageSize;
    const nextToken = next < this.deployments.length ? { nextToken: String(next) } : {};
    return { status: 200, body: { serviceDeployments: this.deployments.slice(from, next), ...nextToken } };
  }

  #update({ serviceArn: _, ...changes }: Readonly<Record<string, unknown>>): Answer {
    this.updates.push(changes);
    const configuration = { ...this.#current(), ...changes, ...this.loses, ...this.#revision() };
    this.#begin(configuration);
    return { status: 200, body: { service: { ...this.#named(), targetConfiguration: configuration } } };
  }

  #begin(configuration: Configuration): ServiceDeployment {
    const { serviceRevisionArn, createdAt } = configuration;
    this.configurations.push(configuration);
    const times = { createdAt, startedAt: createdAt };
    const deployment = { targetServiceRevisionArn: serviceRevisionArn, status: 'PENDING', ...times };
    this.deployments.push(deployment);
    this.begun();
    return deployment;
  }

  async #goOn(): Promise<void> {
    const newest = this.deployments.at(-1);
    if (newest !== undefined && newest.finishedAt === undefined) {
      newest.status = 'IN_PROGRESS';
      if (await this.ends()) {
        this.#end(newest, ENDINGS[this.ending]);
      }
    }
  }

  #end(deployment: ServiceDeployment, status: string): void {
    deployment.status = status;
    deployment.finishedAt = Date.now() / 1000;
    if (status === 'ROLLBACK_SUCCESSFUL') {
      deployment.statusReason = 'Service deployment rolled back because the circuit breaker threshold was exceeded.';
    }
    this.configurations = this.configurations.slice(...(status === 'SUCCESSFUL' ? [-1] : [0, 1]));
  }

  #current(): Configuration {
    return this.configurations.at(-1) ?? this.#firstConfiguration();
  }

  #firstConfiguration(): Configuration {
    return {
      ...this.#revision(),
      executionRoleArn: 'arn:aws:iam::000000000000:role/ecsTaskExecutionRole',
      taskRoleArn: undefined,
      taskDefinitionArn: `${ACCOUNT}:task-definition/default-${this.name}:1`,
      cpu: '1024',
      memory: '2048',
      healthCheckPath: '/health',
      networkConfiguration: { subnets: ['subnet-1'], securityGroups: ['sg-1'] },
      scalingTarget: { minTaskCount: 1, maxTaskCount: 2, autoScalingMetric: 'AVERAGE_CPU', autoScalingTargetValue: 60 },
      primaryContainer: {
        image: '000000000000.dkr.ecr.eu-west-1.amazonaws.com/coach:stable',
        containerPort: 8080,
        command: ['gunicorn', 'app:app'],
        awsLogsConfiguration: { logGroup: this.logGroups[0], logStreamPrefix: 'ecs' },
        environment: [{ name: 'FLASK_ENV', value: 'production' }],
        secrets: [{ name: 'OTHER', valueFrom: 'arn:aws:ssm:eu-west-1:000000000000:parameter/other' }],
      },
    };
  }

  #revision() {
    const id = 1_000 + this.deployments.length;
    const serviceRevisionArn = `${ACCOUNT}:service-revision/default/${this.name}/${id}`;
    return { serviceRevisionArn, createdAt: Date.now() / 1000 };
  }

  #named() {
    const { arn, name, status } = this;
    return { cluster: 'default', serviceName: name, serviceArn: arn, status: { statusCode: status } };
  }
}

function failure(name: string): Answer {
  return { status: 400, body: { __type: `com.amazonaws.ecs#${name}`, message: 'planned by the test' } };
}
