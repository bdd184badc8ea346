import type { Environment } from '../../../lib/environments/row';
import { environmentNamed } from '../../../lib/environments/rows';

/** Staging as it would be on ECS Express Mode. */
export const STAGING_ON_ECS: Environment = {
  ...environmentNamed('staging'),
  runtime: 'ecs-express',
  executionRoleArn: 'arn:aws:iam::000000000000:role/ecsTaskExecutionRole',
};
