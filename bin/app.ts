import { App } from 'aws-cdk-lib';
import { PIPELINES } from '../lib/environments/pipelines';
import { ENVIRONMENTS, environmentNamed } from '../lib/environments/rows';
import { validateEnvironments } from '../lib/environments/rules';
import { EnvironmentStack } from '../lib/stack/environment-stack';
import { PipelineStack } from '../lib/stack/pipeline-stack';

validateEnvironments(ENVIRONMENTS);

const app = new App({ analyticsReporting: false });
for (const environment of ENVIRONMENTS) {
  new EnvironmentStack(app, environment.stackId, { environment });
}
for (const pipeline of PIPELINES) {
  new PipelineStack(app, pipeline.stackId, { pipeline, environments: pipeline.environments.map(environmentNamed) });
}
