import { App } from 'aws-cdk-lib';
import { ENVIRONMENTS } from '../lib/environments/rows';
import { validateEnvironments } from '../lib/environments/rules';
import { EnvironmentStack } from '../lib/stack/environment-stack';

validateEnvironments(ENVIRONMENTS);

const app = new App({ analyticsReporting: false });
for (const environment of ENVIRONMENTS) {
  new EnvironmentStack(app, environment.stackId, { environment });
}
