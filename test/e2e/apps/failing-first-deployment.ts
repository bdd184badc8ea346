import { App, ArnFormat, CfnResource } from 'aws-cdk-lib';
import { RESOURCE_TYPES } from '../../../lib/contract/custom-resource';
import { resourceNames } from '../../../lib/environments/names';
import { environmentNamed } from '../../../lib/environments/rows';
import { APP_PROPS } from '../../../lib/stack/app-props';
import { EnvironmentStack } from '../../../lib/stack/environment-stack';

// Staging with one resource more, which fails after everything else is there: the keeper refuses another secret's name.
const environment = environmentNamed('staging');
const stack = new EnvironmentStack(new App(APP_PROPS), environment.stackId, { environment });
const complete = stack.node.findAll().filter((construct) => CfnResource.isCfnResource(construct));
const failing = new CfnResource(stack, 'Failing', {
  type: RESOURCE_TYPES.seed,
  properties: {
    ServiceToken: stack.formatArn({
      service: 'lambda',
      resource: 'function',
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      resourceName: resourceNames(environment).keeperFunction,
    }),
    Purpose: 'seed',
    SecretName: 'of-somebody-else',
    Seeding: 'add',
    GeneratedKeys: [],
  },
});
failing.node.addDependency(...complete);
