import { App } from 'aws-cdk-lib';
import { ATTACKED } from '../emulator/attacks/attacked';
import { validateEnvironments } from '../lib/environments/rules';
import { EnvironmentStack } from '../lib/stack/environment-stack';

validateEnvironments([ATTACKED]);
new EnvironmentStack(new App({ analyticsReporting: false }), ATTACKED.stackId, { environment: ATTACKED });
