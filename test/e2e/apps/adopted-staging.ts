import { App } from 'aws-cdk-lib';
import { environmentNamed } from '../../../lib/environments/rows';
import { validateEnvironments } from '../../../lib/environments/rules';
import { APP_PROPS } from '../../../lib/stack/app-props';
import { EnvironmentStack } from '../../../lib/stack/environment-stack';

// Staging after the change of its row that the keeper names when the secret is there already.
const arn = process.env['ADOPTED_SECRET_ARN'] ?? '';
const keyArn = process.env['ADOPTED_KEY_ARN'] ?? '';
const environment = {
  ...environmentNamed('staging'),
  secret: { mode: 'adopt', arn, seedOnAdopt: true, noOtherServiceReads: true },
  encryption: { keyArn },
} as const;
validateEnvironments([environment]);
new EnvironmentStack(new App(APP_PROPS), environment.stackId, { environment });
