import { App } from 'aws-cdk-lib';
import { validateEnvironments } from '../../../lib/environments/rules';
import { APP_PROPS } from '../../../lib/stack/app-props';
import { EnvironmentStack } from '../../../lib/stack/environment-stack';
import { STAGING_ON_ECS } from './on-ecs';

// Staging after the change of its row that moves the app to ECS Express Mode.
validateEnvironments([STAGING_ON_ECS]);
new EnvironmentStack(new App(APP_PROPS), STAGING_ON_ECS.stackId, { environment: STAGING_ON_ECS });
