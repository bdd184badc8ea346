import { App } from 'aws-cdk-lib';
import { validateEnvironments } from '../lib/environment-rules';
import { EnvironmentStack } from '../lib/environment-stack';
import { ENVIRONMENTS } from '../lib/environments';

validateEnvironments(ENVIRONMENTS);

const app = new App({ analyticsReporting: false });
for (const environment of ENVIRONMENTS) {
  new EnvironmentStack(app, environment.stackId, { environment });
}
