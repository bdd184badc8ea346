import { pipelineRoles } from '../lib/environments/pipelines';
import { REGION } from '../lib/environments/row';
import { ENVIRONMENTS, environmentNamed } from '../lib/environments/rows';

// What the workflows need of the rows, as lines of `name=value`: of all of them their names, of one what concerns its deployment.
const [name] = process.argv.slice(2);
if (name === undefined) {
  process.stdout.write(`names=${JSON.stringify(ENVIRONMENTS.map((environment) => environment.name))}\n`);
} else {
  const environment = environmentNamed(name);
  const { stackId, account = '' } = environment;
  const roles = Object.entries(pipelineRoles(environment)).map(([part, role]) => `${part}-role=${role}\n`);
  process.stdout.write(`stack=${stackId}\nregion=${REGION}\naccount=${account}\n${roles.join('')}`);
}
