/** Where the service is. */
export const ACCOUNT = 'arn:aws:ecs:eu-west-1:000000000000';

/** One revision of the service, as DescribeExpressGatewayService gives it. */
export interface Configuration {
  readonly serviceRevisionArn: string;
  readonly createdAt: number;
  taskRoleArn: string | undefined;
  readonly taskDefinitionArn: string;
  readonly primaryContainer?: object;
  readonly [setting: string]: unknown;
}

/** A container with every setting. */
export function containerOf(logGroup: string) {
  return {
    image: '000000000000.dkr.ecr.eu-west-1.amazonaws.com/coach:stable',
    containerPort: 8080,
    command: ['gunicorn', 'app:app'],
    awsLogsConfiguration: { logGroup, logStreamPrefix: 'ecs' },
    repositoryCredentials: { credentialsParameter: 'arn:aws:secretsmanager:eu-west-1:000000000000:secret:registry' },
    environment: [{ name: 'FLASK_ENV', value: 'production' }],
    secrets: [{ name: 'OTHER', valueFrom: 'arn:aws:ssm:eu-west-1:000000000000:parameter/other' }],
  };
}

/** Every setting of the service called `name`, before its first update. */
export function firstConfiguration(name: string, logGroup: string) {
  return {
    executionRoleArn: 'arn:aws:iam::000000000000:role/ecsTaskExecutionRole',
    taskRoleArn: undefined,
    taskDefinitionArn: `${ACCOUNT}:task-definition/default-${name}:1`,
    cpu: '1024',
    memory: '2048',
    healthCheckPath: '/health',
    networkConfiguration: { subnets: ['subnet-1'], securityGroups: ['sg-1'] },
    scalingTarget: { minTaskCount: 1, maxTaskCount: 2, autoScalingMetric: 'AVERAGE_CPU', autoScalingTargetValue: 60 },
    primaryContainer: containerOf(logGroup),
  };
}
