import { App } from 'aws-cdk-lib';
import { environmentNamed } from '../../lib/environments/rows';
import { EnvironmentStack } from '../../lib/stack/environment-stack';

// As many demo environments as the first argument says; prints milliseconds and megabytes of the synthesis.
const count = Number(process.argv[2]);
const demo = environmentNamed('mark');
const app = new App({ analyticsReporting: false, stackTraces: false });
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
