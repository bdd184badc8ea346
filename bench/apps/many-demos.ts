import { join } from 'node:path';
import { App, CfnResource, Stack, Validations } from 'aws-cdk-lib';
import { type Environment, REGION } from '../../lib/environments/row';
import { environmentNamed } from '../../lib/environments/rows';
import { projectRoot } from '../../lib/project-root';
import { APP_PROPS } from '../../lib/stack/app-props';
import { EnvironmentStack } from '../../lib/stack/environment-stack';
import { KeptValidation } from '../../lib/stack/kept-validation';

// As many demo environments as the first argument says, validated as bin/app.ts does, with verdicts kept in the folder that the
// second one names; with a third, `ready-made`, as many stacks of plain resources with the same properties: what the CDK takes by
// itself. Prints milliseconds of the synthesis, and megabytes that live on after it and that the process had taken.
const [count, kept, isReadyMade] = [Number(process.argv[2]), process.argv[3], process.argv[4] === 'ready-made'];
const MEGABYTE = 1_048_576;

function demo(name: string): Environment {
  const secretName = `${name}-kaizencoach-app-secrets`;
  return { ...environmentNamed('mark'), name, secretName, resourcePrefix: `${name}-kaizencoach` };
}

/** Texts of the resources of one demo, with its name in them. */
function readyMade(name: string): readonly (readonly [id: string, text: string])[] {
  const app = new App(APP_PROPS);
  new EnvironmentStack(app, 'ReadyMadeStack', { environment: demo(name) });
  const { template } = app.synth().getStackByName('ReadyMadeStack');
  return Object.entries(template.Resources).map(([id, resource]) => [id, JSON.stringify(resource)]);
}

const resources = isReadyMade ? readyMade('bench') : [];
// Where `cdk synth` has its assembly: a temporary folder can be on a slower disk.
const app = new App({ ...APP_PROPS, outdir: join(projectRoot(), 'build', 'many-demos') });
Validations.of(app).addPlugins(new KeptValidation(kept));
const start = performance.now();
for (let index = 0; index < count; index += 1) {
  if (!isReadyMade) {
    // Of many lengths, as people's names are: what is worked out for a length serves others.
    const name = `${'bench'.repeat(2).slice(0, 1 + (index % 10))}${index}`;
    new EnvironmentStack(app, `Demo${index}Stack`, { environment: demo(name) });
    continue;
  }
  const stack = new Stack(app, `Demo${index}Stack`, { env: { region: REGION }, analyticsReporting: false });
  for (const [id, text] of resources) {
    const { Type: type, Properties: properties } = JSON.parse(text.replaceAll('bench-', `bench${index}-`));
    new CfnResource(stack, id, { type, properties });
  }
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
