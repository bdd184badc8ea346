import { App } from 'aws-cdk-lib';
import { ATTACKED } from '../emulator/attacks/attacked';
import { validateEnvironments } from '../lib/environments/rules';
import { APP_PROPS } from '../lib/stack/app-props';
import { EnvironmentStack } from '../lib/stack/environment-stack';

validateEnvironments([ATTACKED]);
new EnvironmentStack(new App(APP_PROPS), ATTACKED.stackId, { environment: ATTACKED });
