import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { PIPELINES } from '../lib/environments/pipelines';
import { ENVIRONMENTS, environmentNamed } from '../lib/environments/rows';
import { validateEnvironments } from '../lib/environments/rules';
import { projectRoot } from '../lib/project-root';
import { APP_PROPS } from '../lib/stack/app-props';
import { EnvironmentStack } from '../lib/stack/environment-stack';
import { KeptValidation } from '../lib/stack/kept-validation';
import { PipelineStack } from '../lib/stack/pipeline-stack';

validateEnvironments(ENVIRONMENTS);

const { CI, CDK_VALIDATION } = process.env;
const app = new App(APP_PROPS);
if (CDK_VALIDATION !== 'false') {
  // Continuous integration validates everything.
  Validations.of(app).addPlugins(
    new KeptValidation(CI === undefined ? join(projectRoot(), 'build', 'validated') : undefined),
  );
}
for (const environment of ENVIRONMENTS) {
  new EnvironmentStack(app, environment.stackId, { environment });
}
for (const pipeline of PIPELINES) {
  new PipelineStack(app, pipeline.stackId, { pipeline, environments: pipeline.environments.map(environmentNamed) });
}
