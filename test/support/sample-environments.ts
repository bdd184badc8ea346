import type { Environment } from '../../lib/environments/row';

/** A row that keeps its secret. */
export const RETAINED: Environment = {
  name: 'sample',
  tier: 'staging',
  stackId: 'SampleStack',
  secretName: 'sample-app-secrets',
  secret: { mode: 'create' },
  domain: 'sample.kaizencoach.training',
  gcpProject: 'kaizencoach-sample',
  runtime: 'app-runner',
  service: 'sample-service',
  resourcePrefix: 'sample',
  removal: 'retain',
  audit: { trail: { mode: 'create' }, subscriptions: [], maxReadsPerHour: 12, dashboard: true },
};

/** A row whose app runs on ECS Express Mode. */
export const ON_ECS: Environment = {
  ...RETAINED,
  runtime: 'ecs-express',
  executionRoleArn: 'arn:aws:iam::111122223333:role/sample-execution-role',
};

/** A row whose secret goes with its stack. */
export const DESTROYED: Environment = {
  ...RETAINED,
  tier: 'demo',
  removal: 'destroy',
  audit: { ...RETAINED.audit, trail: { mode: 'lean' }, dashboard: false },
};

/** Complete ARN of the secret of `ADOPTED`. */
export const ADOPTED_ARN = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:sample-app-secrets-AbCdEf';

/** A row whose secret exists already. */
export const ADOPTED: Environment = {
  ...RETAINED,
  secret: { mode: 'adopt', arn: ADOPTED_ARN, seedOnAdopt: false, noOtherServiceReads: true },
};
