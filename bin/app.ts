import { App } from 'aws-cdk-lib';
import { validateEnvironments } from '../lib/environment-rules';
import { EnvironmentStack } from '../lib/environment-stack';
import { ENVIRONMENTS } from '../lib/environments';

validateEnvironments(ENVIRONMENTS);

// Stack traces would put this machine's paths into the assembly.
const app = new App({ analyticsReporting: false, stackTraces: false });
for (const environment of ENVIRONMENTS) {
  new EnvironmentStack(app, environment.stackId, { environment });
}
