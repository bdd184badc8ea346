import { App, Validations } from 'aws-cdk-lib';
import { environmentNamed } from '../../lib/environments/rows';
import { APP_PROPS } from '../../lib/stack/app-props';
import { EnvironmentStack } from '../../lib/stack/environment-stack';
import { KeptValidation } from '../../lib/stack/kept-validation';

// As many demo environments as the first argument says, validated as bin/app.ts does, with verdicts kept in the folder that the
// second one names; prints milliseconds of the synthesis, and megabytes that live on after it and that the process had taken.
const [count, kept] = [Number(process.argv[2]), process.argv[3]];
const demo = environmentNamed('mark');
const app = new App(APP_PROPS);
Validations.of(app).addPlugins(new KeptValidation(kept));
const MEGABYTE = 1_048_576;
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
const milliseconds = performance.now() - start;
const { rss } = process.memoryUsage();
// Without it the heap would hold what nobody needs: how much that is, is V8's choice, and another one in each version.
globalThis.gc?.();
const { heapUsed } = process.memoryUsage();
// Asked of the app once more, so that it is not what was collected.
const stacks = app.node.children.length;
process.stdout.write(`${JSON.stringify({ stacks, milliseconds, live: heapUsed / MEGABYTE, taken: rss / MEGABYTE })}\n`);
