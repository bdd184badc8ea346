import { App, Validations } from 'aws-cdk-lib';
import { environmentNamed } from '../../lib/environments/rows';
import { APP_PROPS } from '../../lib/stack/app-props';
import { EnvironmentStack } from '../../lib/stack/environment-stack';
import { KeptValidation } from '../../lib/stack/kept-validation';

// As many demo environments as the first argument says, validated as bin/app.ts does, with verdicts kept in the folder that the
// second one names; prints milliseconds and megabytes of the synthesis.
const [count, kept] = [Number(process.argv[2]), process.argv[3]];
const demo = environmentNamed('mark');
const app = new App(APP_PROPS);
Validations.of(app).addPlugins(new KeptValidation(kept));
const start = performance.now();
for (let index = 0; index < count; index += 1) {
  const name = `bench${index}`;
  new EnvironmentStack(app, `Demo${index}Stack`, {
    environment: {
      ...demo,
      name,
      secretName: `${name}-kaizencoach-app-secrets`,
      resourcePrefix: `${name}-kaizencoach`,
    },
  });
}
app.synth();
const { rss } = process.memoryUsage();
process.stdout.write(`${JSON.stringify({ milliseconds: performance.now() - start, megabytes: rss / 1_048_576 })}\n`);
